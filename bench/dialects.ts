import { dialectDocuments, dialectTable } from './dialect-table.ts';

/**
 * Prints what became of every operation of the corpus that is annotated for another tool:
 *
 *     npx tsx bench/dialects.ts
 *
 * Exits with 1 where one was dropped in silence.
 */
const documents = await dialectDocuments();
process.stdout.write(dialectTable(documents));
const lost = documents.flatMap(({ operations }) => operations).filter(({ outcome }) => outcome === 'lost');
if (lost.length > 0) process.exitCode = 1;
