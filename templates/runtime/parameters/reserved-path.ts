import { members } from '../transport/encode.js';
import type { ParameterWriter } from './parameter.js';
import { fillPath } from './path.js';
import { encodeReserved } from './styled-query.js';

/** A path parameter that is a part of a URL already, such as a continuation link with a query of its own. */
export const inReservedPath: ParameterWriter = (draft, parameter, value) => {
  fillPath(draft, parameter, value, () =>
    members(value)
      .map(([, item]) => encodeReserved(item).replace(/^\//, ''))
      .join(','),
  );
};
