/** The OpenAPI 3.1 document, made from the schemas that check the requests. */

import * as z from 'zod';
import type { AnyOperation } from './operation';

const error = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        hint: { type: 'string' },
        field: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
};

export function openApi(operations: readonly AnyOperation[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const made of operations) {
    paths[made.path] ??= {};
    Object.assign(paths[made.path] as object, { [made.method.toLowerCase()]: described(made) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sallyport',
      version: '1',
      description:
        'Servers, policies, grants, decisions and approvals of one organisation; and the public catalogue, without a token.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'Made with `sallyport token create`, or in Settings. What it may do is what its role may. Servers that are started by a command: an owner’s, or an admin’s that was made by the command line on the machine itself; none where such servers are off.',
        },
      },
      schemas: { Error: error },
      responses: {
        Error: {
          description: 'What was found, where, and what to do.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  };
}

function described(made: AnyOperation): object {
  const answered =
    made.status === 204 ? {} : { content: { 'application/json': { schema: { type: 'object' } } } };
  return {
    operationId: made.id,
    summary: made.summary,
    ...(made.open && { security: [] }),
    parameters: [...parameters(made.params, 'path'), ...parameters(made.query, 'query')],
    ...(made.body !== null && {
      // What may be left out altogether: every field of it can be.
      requestBody: {
        required: !made.body.safeParse({}).success,
        content: { 'application/json': { schema: schemaOf(made.body) } },
      },
    }),
    responses: {
      [made.status]: { description: made.gives, ...answered },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }));
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return made;
}
