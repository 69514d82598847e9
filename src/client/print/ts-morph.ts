import { createRequire } from 'node:module';
import type TsMorph from 'ts-morph';

/**
 * The part of ts-morph that prints. An `import` of a CommonJS package makes Node.js search its whole text for exports,
 * which takes as long as running it.
 */
export const { CodeBlockWriter, printStructure, StructureKind, VariableDeclarationKind }: typeof TsMorph =
  createRequire(import.meta.url)('ts-morph');
