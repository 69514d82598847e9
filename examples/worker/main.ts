/** Lets a worker count leads, so that the web page stays responsive, and shows the progress. */
import type { Message, Task } from './messages.ts';

const settings = new URLSearchParams(location.search);
const task: Task = {
  baseUrl: settings.get('api') ?? 'http://127.0.0.1:4010/api/v1',
  apiKey: settings.get('key') ?? 'api_test',
};

const element = <Type extends HTMLElement>(id: string): Type => document.getElementById(id) as Type;
const [start, stop] = [element<HTMLButtonElement>('start'), element<HTMLButtonElement>('stop')];
const bar = element<HTMLProgressElement>('bar');
const status = element<HTMLParagraphElement>('status');

start.onclick = () => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const end = (text: string): void => {
    // Ends the walk and aborts its request.
    worker.terminate();
    status.textContent = text;
    start.disabled = false;
    stop.disabled = true;
  };
  start.disabled = true;
  stop.disabled = false;
  stop.onclick = () => end('Stopped');
  worker.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'failed') end(data.message);
    else if (data.kind === 'done')
      end(
        Object.entries(data.byStatus)
          .map(([name, count]) => `${name}: ${count}`)
          .join(', '),
      );
    else {
      bar.max = data.total ?? data.done;
      bar.value = data.done;
      status.textContent = `${data.done} of ${data.total ?? 'many'}`;
    }
  };
  worker.postMessage(task);
};
