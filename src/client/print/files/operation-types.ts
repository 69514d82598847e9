import type { StatementStructures } from 'ts-morph';
import type { ClientPlan } from '../../plan/client-plan.ts';
import type { ErrorPlan, OperationPlan, ParamPlan, ResultType, TypeUse } from '../../plan/operation-plan.ts';
import { declareInterface, declareType, typeParameterStructures } from '../declarations.ts';
import { limitSentence } from '../docs/pagination-doc.ts';
import { sentences, tags } from '../docs/schema-doc.ts';
import type { Imports } from '../source-file.ts';
import { docText } from '../syntax/doc-comment.ts';
import { identifier, stringLiteral } from '../syntax/escape.ts';
import { typeOfUse } from '../types/schema-type.ts';
import { type Member, type Type, text, unionOf } from '../types/type.ts';
import { flatTypeText } from '../types/type-text.ts';

/** The types of the operations of one file. */
export class OperationTypes {
  readonly #plan: ClientPlan;
  readonly #imports: Imports;

  constructor(plan: ClientPlan, imports: Imports) {
    this.#plan = plan;
    this.#imports = imports;
  }

  /** Declares the types that belong to an operation. */
  declarations(operation: OperationPlan): StatementStructures[] {
    const { paramsName, resultName, answersName, bodiesName, itemName, errorName, functionName } = operation;
    const link = `{@link ${identifier(functionName)}}`;
    const declared: StatementStructures[] = [];
    const declare = (name: string, type: Type, doc: string) =>
      declared.push(declareType(name, type, [doc], this.#imports));
    if (paramsName !== undefined) {
      const members = operation.params.map((param) => this.#member(param, operation));
      const parameters =
        bodiesName === undefined ? [] : [choiceParameter('ContentType', bodiesName, operation.body?.choices)];
      declared.push({
        ...declareInterface(paramsName, { kind: 'object', members }, [`Parameters of ${link}.`], this.#imports),
        typeParameters: typeParameterStructures(parameters, `export interface ${paramsName}`),
      });
    }
    if (bodiesName !== undefined) {
      const members = (operation.body?.choices ?? []).map(({ mediaType, type }) =>
        choiceMember(mediaType, typeOfUse(type, this.#plan)),
      );
      declare(bodiesName, { kind: 'object', members }, `The body of ${link} by media type.`);
    }
    if (answersName !== undefined) {
      const members = operation.result.choices.map(({ mediaType, type }) =>
        choiceMember(mediaType, this.#resultType(type)),
      );
      declare(answersName, { kind: 'object', members }, `The body of a response to ${link} by media type.`);
    }
    if (itemName !== undefined) declare(itemName, this.#itemType(operation), `An item of ${link}.`);
    if (resultName !== undefined)
      declare(resultName, this.#resultType(operation.result.type), `The body of a response to ${link}.`);
    if (errorName !== undefined) {
      declare(errorName, this.#errorType(operation.errors), `The declared errors of ${link}, by status.`);
    }
    return declared;
  }

  /** Returns the type of an operation's result, by name if it has one. */
  result(operation: OperationPlan): string {
    const { resultName, answersName, result } = operation;
    if (answersName !== undefined) return `${identifier(answersName)}[Accept]`;
    return resultName === undefined
      ? flatTypeText(this.#resultType(result.type), this.#imports)
      : identifier(resultName);
  }

  /** Returns the type of an item of a list operation, by name if it has one. */
  item(operation: OperationPlan): string {
    const { itemName } = operation;
    return itemName === undefined ? flatTypeText(this.#itemType(operation), this.#imports) : identifier(itemName);
  }

  #member(param: ParamPlan, operation: OperationPlan): Member {
    const { key, required, type, description, deprecated, parameter, example = type.schema.example } = param;
    const { schema } = type;
    const facts = [sentences(schema), limitSentence(param, operation)].filter((sentence) => sentence !== '').join(' ');
    const notes = {
      deprecated: deprecated || schema.deprecated === true,
      ...(example !== undefined && { example }),
      // The digits are those of the schema's example.
      ...(param.example === undefined && schema.digits && { digits: schema.digits }),
    };
    return {
      name: key,
      isRequired: required,
      type: parameter === undefined ? this.#bodyType(type, operation) : typeOfUse(type, this.#plan),
      doc: [docText(description ?? schema.description ?? ''), facts, tags(notes)],
    };
  }

  #itemType({ strategies }: OperationPlan): Type {
    return this.#union(strategies.map(({ item }) => item));
  }

  #resultType(type: ResultType): Type {
    switch (type.kind) {
      case 'nothing':
        return text('void');
      case 'text':
        return text('string');
      case 'blob':
        return text('Blob');
      case 'stream':
        return text('ReadableStream<Uint8Array>');
      case 'items':
        return text(`AsyncIterable<${flatTypeText(typeOfUse(type.items, this.#plan), this.#imports)}>`);
      case 'events': {
        const data = flatTypeText(typeOfUse(type.data, this.#plan), this.#imports);
        return text(`AsyncIterable<${this.#imports.runtime('ServerSentEvent')}<${data}>>`);
      }
      case 'json':
        return unionOf([this.#union(type.bodies), ...(type.isEmpty ? [text('undefined')] : [])]);
    }
  }

  #bodyType(type: TypeUse, { body, bodiesName }: OperationPlan): Type {
    if (bodiesName !== undefined) return text(`${identifier(bodiesName)}[ContentType]`);
    return unionOf([typeOfUse(type, this.#plan), ...(body?.acceptsForm ? [text('FormData')] : [])]);
  }

  /** Returns a union by status. Errors with one body are one member. */
  #errorType(errors: readonly ErrorPlan[]): Type {
    const byBody = new Map<string, string[]>();
    for (const { status, type } of errors) {
      const body = flatTypeText(this.#errorBody(type), this.#imports);
      byBody.set(body, [...(byBody.get(body) ?? []), status]);
    }
    const error = this.#imports.runtime('ApiError', true);
    // With one body for a range, there is nothing to tell by the status.
    if (byBody.size === 1 && errors.some(({ status }) => !isOne(status)))
      return text(`${error}<${[...byBody.keys()].join()}>`);
    const all = errors.map(({ status }) => status);
    return unionOf(
      [...byBody].map(([body, statuses]) => {
        const types = statuses.map((status) => this.#statusType(status, all));
        return text(`${error}<${body}, ${types.join(' | ')}>`);
      }),
    );
  }

  /** Returns the statuses that a declared one stands for: a range and `default` stand for those that no other names. */
  #statusType(status: string, all: readonly string[]): string {
    if (isOne(status)) return status;
    const classes = ['3', '4', '5'].filter((first) =>
      /^default$/i.test(status) ? !all.some((other) => isRange(other, first)) : isRange(status, first),
    );
    if (classes.length === 0) return 'number';
    const named = all.filter((other) => isOne(other) && classes.includes(other.charAt(0)));
    const range = `${this.#imports.runtime('StatusOf')}<${classes.join(' | ')}>`;
    return named.length === 0 ? range : `Exclude<${range}, ${named.join(' | ')}>`;
  }

  #errorBody(type: ErrorPlan['type']): Type {
    if (type.kind === 'json') return typeOfUse(type.body, this.#plan);
    return text(type.kind === 'text' ? 'string' : 'undefined');
  }

  #union(uses: readonly TypeUse[]): Type {
    return unionOf(uses.map((use) => typeOfUse(use, this.#plan)));
  }
}

/** Checks whether a declared status is a single one. */
function isOne(status: string): boolean {
  return /^\d+$/.test(status);
}

/** Checks whether a declared status is the range of all that begin with a digit. */
function isRange(status: string, first: string): boolean {
  return status.toLowerCase() === `${first}xx`;
}

function choiceMember(mediaType: string, type: Type): Member {
  return { name: mediaType, isRequired: true, type, doc: [] };
}

/** Returns the type parameter for a choice of a media type. */
export function choiceParameter(
  name: 'Accept' | 'ContentType',
  types: string,
  [first]: readonly { readonly mediaType: string }[] = [],
): { readonly name: string; readonly constraint: string; readonly default: string } {
  return { name, constraint: `keyof ${identifier(types)}`, default: stringLiteral(first?.mediaType ?? '') };
}
