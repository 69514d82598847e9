import type { ClientPlan, OperationPlan, ParamPlan } from '../../plan/client-plan.ts';
import type { TypeUse } from '../../plan/type-use.ts';
import { sentences, tags } from '../docs/schema-doc.ts';
import type { Imports } from '../imports.ts';
import { docComment, docText } from '../syntax/doc-comment.ts';
import { identifier } from '../syntax/identifier.ts';
import { propertyName } from '../syntax/property-name.ts';
import { optional } from '../types/object-type.ts';
import { printType, typeOf } from '../types/print-type.ts';
import { flat, render, says, type TypeText, term, unionOf } from '../types/type-text.ts';

/** Prints the types of one operations file. */
export class OperationTypes {
  readonly #plan: ClientPlan;
  readonly #imports: Imports;

  constructor(plan: ClientPlan, imports: Imports) {
    this.#plan = plan;
    this.#imports = imports;
  }

  /** The declarations of the types that belong to an operation. */
  declarations(operation: OperationPlan): readonly string[] {
    const { paramsName, resultName, itemName, errorName, functionName } = operation;
    const about = (text: string) => docComment([`${text} {@link ${identifier(functionName)}}.`], '');
    const declared: string[] = [];
    if (paramsName !== undefined) declared.push(about('Parameters of') + this.#params(paramsName, operation.params));
    if (itemName !== undefined) declared.push(about('One item of') + declare(itemName, this.#itemType(operation)));
    if (resultName !== undefined)
      declared.push(about('Body of the answer to') + declare(resultName, this.#resultType(operation)));
    if (errorName !== undefined) {
      const doc = docComment(
        [`What {@link ${identifier(functionName)}} throws where the API answers with an error.`],
        '',
      );
      const bodies = flat(this.#union(operation.errors));
      declared.push(doc + declare(errorName, term(`${this.#imports.runtime('ApiError', 'type')}<${bodies}>`)));
    }
    return declared;
  }

  /** The type of what an operation gives, by name where it has one. */
  result(operation: OperationPlan): string {
    return operation.resultName === undefined ? flat(this.#resultType(operation)) : identifier(operation.resultName);
  }

  /** The type of an item of a list operation, by name where it has one. */
  item(operation: OperationPlan): string {
    return operation.itemName === undefined ? flat(this.#itemType(operation)) : identifier(operation.itemName);
  }

  #params(name: string, params: readonly ParamPlan[]): string {
    return `export interface ${identifier(name)} {\n${params.map((param) => this.#param(param)).join('')}}`;
  }

  #param({ key, required, type, ...notes }: ParamPlan): string {
    const { schema } = type;
    const text = docText(notes.description ?? schema.description ?? '');
    const example = notes.example ?? schema.example;
    const doc = docComment(
      [
        [text, sentences(schema)].filter((part) => part !== '').join('\n\n'),
        tags({ deprecated: notes.deprecated || schema.deprecated === true, ...(example !== undefined && { example }) }),
      ],
      '  ',
    );
    const label = `  ${propertyName(key)}${required ? ': ' : '?: '}`;
    const printed = printType(schema, this.#scope(type), '  ', label.length);
    return `${doc}${label}${required ? printed : optional(printed)};\n`;
  }

  #itemType({ strategies }: OperationPlan): TypeText {
    return this.#union(strategies.map(({ item }) => item));
  }

  #resultType({ result }: OperationPlan): TypeText {
    switch (result.type.kind) {
      case 'nothing':
        return term('void');
      case 'text':
        return term('string');
      case 'blob':
        return term('Blob');
      case 'stream':
        return term('ReadableStream<Uint8Array>');
      case 'json': {
        const empty = result.type.empty ? [term('undefined')] : [];
        return unionOf([this.#union(result.type.bodies), ...empty]);
      }
    }
  }

  #union(uses: readonly TypeUse[]): TypeText {
    const printed = () => unionOf(uses.map((use) => typeOf(use.schema, this.#scope(use), '')));
    return this.#imports.attempt(printed, says);
  }

  #scope({ shape }: TypeUse) {
    return { plan: this.#plan, imports: this.#imports, shape, cut: NOTHING };
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** A named type: an interface where it is nothing but an object. */
function declare(name: string, type: TypeText): string {
  const [only = ''] = type.terms;
  if (type.operator === undefined && only.startsWith('{\n') && only.endsWith('}')) {
    return `export interface ${identifier(name)} ${only}`;
  }
  const head = `export type ${identifier(name)} =`;
  const text = render(type, '', head.length + 1);
  return `${head}${text.startsWith('\n') ? '' : ' '}${text};`;
}
