/** A path template without the fragment that some documents tell operations of one path apart by. */
export function withoutFragment(path: string): string {
  return path.replace(/#.*$/s, '');
}
