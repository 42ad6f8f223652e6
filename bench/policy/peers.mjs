// Other engines, each said the same policy in the way that is fastest for it. Plain JavaScript: the peers belong to bench/ alone,
// and nothing outside of it may need their types.
import { createMongoAbility } from '@casl/ability';
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { parse } from '@marcbachmann/cel-js';
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';

/** A rule set a tool, found by its name; one expression each. */
export function celJs(rules) {
  const checks = new Map(
    rules.map(({ tool, most, region }) => [
      tool,
      parse(`args.amount <= ${most}.0 && args.region == ${JSON.stringify(region)}`),
    ]),
  );
  return (call) => checks.get(call.tool)({ args: call.arguments }) === true;
}

/** One ability; casl looks its rules up by the subject's type. */
export function casl(rules) {
  const ability = createMongoAbility(
    rules.map(({ tool, most, region }) => ({
      action: 'call',
      subject: tool,
      conditions: { amount: { $lte: most }, region },
    })),
    { detectSubjectType: (asked) => asked.tool },
  );
  return (call) =>
    ability.can('call', { tool: call.tool, amount: call.arguments.amount, region: call.arguments.region });
}

/** Compiled by the engine's own code generator. */
export function jsonLogic(rules) {
  const engine = new LogicEngine();
  const checks = new Map(
    rules.map(({ tool, most, region }) => [
      tool,
      engine.build({ and: [{ '<=': [{ var: 'amount' }, most] }, { '===': [{ var: 'region' }, region] }] }),
    ]),
  );
  return (call) => checks.get(call.tool)(call.arguments) === true;
}

export function jsonRules(rules) {
  const engines = new Map(
    rules.map(({ tool, most, region }) => {
      const engine = new Engine();
      engine.addRule({
        conditions: {
          all: [
            { fact: 'amount', operator: 'lessThanInclusive', value: most },
            { fact: 'region', operator: 'equal', value: region },
          ],
        },
        event: { type: 'allow' },
      });
      return [tool, engine];
    }),
  );
  return async (call) => (await engines.get(call.tool).run(call.arguments)).events.length > 0;
}

export async function casbin(rules) {
  const enforcers = new Map();
  for (const { tool, most, region } of rules) {
    const model = newModelFromString(`
[request_definition]
r = args
[policy_definition]
p = any
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.args.amount <= ${most} && r.args.region == ${JSON.stringify(region)}
`);
    enforcers.set(tool, await newEnforcer(model, new StringAdapter('p, any')));
  }
  return (call) => enforcers.get(call.tool).enforceSync(call.arguments);
}

/** Parsed beforehand, one set a tool: with all tools in one set it is fifty times slower. */
export function cedarWasm(rules) {
  const sets = new Map();
  rules.forEach(({ tool, most, region }, index) => {
    const id = `set-${index}`;
    const text = `permit(principal, action, resource) when { context.amount <= ${most} && context.region == ${JSON.stringify(region)} };`;
    const answer = cedar.preparsePolicySet(id, { staticPolicies: text });
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
    sets.set(tool, id);
  });
  const principal = { type: 'Grant', id: 'g' };
  const action = { type: 'Action', id: 'call' };
  const resource = { type: 'Tool', id: 't' };
  return (call) => {
    const answer = cedar.statefulIsAuthorized({
      principal,
      action,
      resource,
      context: call.arguments,
      preparsedPolicySetId: sets.get(call.tool),
      validateRequest: false,
      entities: [],
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}
