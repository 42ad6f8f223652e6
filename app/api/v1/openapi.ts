/** The OpenAPI 3.1 document, made from the schemas that check the requests and those that the answers are held to. */

import * as z from 'zod';
import { ApiError } from './answers/common';
import type { AnyOperation } from './operation';

export function openApi(operations: readonly AnyOperation[]): object {
  const schemas: Record<string, object> = {};
  const paths: Record<string, Record<string, object>> = {};
  for (const made of operations) {
    paths[made.path] ??= {};
    Object.assign(paths[made.path] as object, { [made.method.toLowerCase()]: described(made, schemas) });
  }
  const told = { 'application/json': { schema: schemaOf(ApiError, schemas) } };
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
      schemas,
      responses: {
        Error: { description: 'What was found, where, and what to do.', content: told },
      },
    },
  };
}

type Schemas = Record<string, object>;

function described(made: AnyOperation, schemas: Schemas): object {
  return {
    operationId: made.id,
    summary: made.summary,
    ...(made.open && { security: [] }),
    parameters: [...parameters(made.params, 'path'), ...parameters(made.query, 'query')],
    ...(made.body !== null && {
      // What may be left out altogether: every field of it can be.
      requestBody: {
        required: !made.body.safeParse({}).success,
        content: { 'application/json': { schema: schemaOf(made.body, schemas) } },
      },
    }),
    responses: {
      [made.status]: {
        description: made.gives,
        ...(made.answer !== null && {
          content: { 'application/json': { schema: schemaOf(made.answer, schemas) } },
        }),
      },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = schemaOf(schema, {}) as {
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

/** As it is sent. What has an id of its own is put beside the others, once. */
function schemaOf(schema: z.ZodType, schemas: Schemas): object {
  const plain = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const {
    $schema: _dialect,
    $defs = {},
    ...made
  } = JSON.parse(plain.replaceAll('"#/$defs/', '"#/components/schemas/')) as {
    $schema: string;
    $defs?: Schemas;
  };
  for (const [name, { id: _id, ...of }] of Object.entries($defs as Record<string, { id?: string }>))
    schemas[name] = of;
  return made;
}
