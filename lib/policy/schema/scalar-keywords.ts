/** Keywords about a value as such, about numbers and about strings. */

import { codePointLength, isObject, type Json, type JsonObject, jsonEqual, own } from '@/lib/json';
import { compileRe2, testRegex } from '../regex';
import { isMultipleOf } from './decimal';
import { CannotJudge, type Judging, numberOf } from './keyword';
import { isJsonType, typeOf } from './type';

export function judgeScalar(judge: Judging, schema: JsonObject, value: Json): boolean {
  const type = own(schema, 'type');
  if (type !== undefined && !hasType(type, value)) return false;
  if (!isListed(judge, schema, value)) return false;
  if (typeof value === 'number') return judgeNumber(schema, value);
  if (typeof value === 'string') return judgeString(judge, schema, value);
  return true;
}

/** Whether a pattern of the schema is found in a text. A text that RE2 is not asked about cannot be judged. */
export function hasPattern(judge: Judging, pattern: Json, text: string): boolean {
  if (typeof pattern !== 'string') throw new CannotJudge();
  judge.spend(text.length >> 3);
  const read = compileRe2(pattern);
  const found = read.ok ? testRegex(read.regex, text) : null;
  if (found === null) throw new CannotJudge();
  return found;
}

function hasType(type: Json, value: Json): boolean {
  const names = Array.isArray(type) ? type : [type];
  return names.some((name) => {
    if (name === 'integer') return Number.isInteger(value);
    if (!isJsonType(name)) throw new CannotJudge();
    return typeOf(value) === name;
  });
}

/** enum and const; a value that they spell out has its names from there. */
function isListed(judge: Judging, schema: JsonObject, value: Json): boolean {
  const allowed = own(schema, 'enum');
  const only = own(schema, 'const');
  if (allowed !== undefined) {
    if (!Array.isArray(allowed)) throw new CannotJudge();
    judge.spend(allowed.length);
    if (!allowed.some((one) => jsonEqual(one, value))) return false;
  }
  if (only !== undefined && !jsonEqual(only, value)) return false;
  if (allowed !== undefined || only !== undefined) declareAll(judge, value);
  return true;
}

function declareAll(judge: Judging, value: Json): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      judge.see(value, i, true);
      declareAll(judge, item);
    });
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      judge.see(value, name, true);
      declareAll(judge, value[name] as Json);
    }
  }
}

function judgeNumber(schema: JsonObject, value: number): boolean {
  const maximum = numberOf(schema, 'maximum');
  const minimum = numberOf(schema, 'minimum');
  const below = numberOf(schema, 'exclusiveMaximum');
  const above = numberOf(schema, 'exclusiveMinimum');
  const step = numberOf(schema, 'multipleOf');
  if (step !== null && step <= 0) throw new CannotJudge();
  return (
    (maximum === null || value <= maximum) &&
    (minimum === null || value >= minimum) &&
    (below === null || value < below) &&
    (above === null || value > above) &&
    (step === null || isMultipleOf(value, step))
  );
}

function judgeString(judge: Judging, schema: JsonObject, value: string): boolean {
  const most = numberOf(schema, 'maxLength');
  const least = numberOf(schema, 'minLength');
  if (most !== null || least !== null) {
    judge.spend(value.length >> 6);
    const length = codePointLength(value);
    if ((most !== null && length > most) || (least !== null && length < least)) return false;
  }
  const pattern = own(schema, 'pattern');
  return pattern === undefined || hasPattern(judge, pattern, value);
}
