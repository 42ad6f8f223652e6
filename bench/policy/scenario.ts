import type { Call, Policy, PolicyTool } from '@/lib/policy';

/** One tool with two argument conditions: the amount is bounded, the region is fixed. */
export type Rule = { tool: string; most: number; region: string };
export type Asked = { tool: string; arguments: { amount: number; region: string } };

/** Nanoseconds of one decision in each round, by engine. */
export type Costs = Record<string, number[]>;

export const floor = 'floor, a Map look-up and two comparisons';
export const ours = 'sallyport';
/** Behind a name where the calls stay in the processor's cache. */
export const cached = ', the same calls over and over';

const regions = ['eu-west', 'eu-north', 'us-east', 'us-west', 'ap-south', 'sa-east', 'af-south'];

export function rulesFor(count: number): Rule[] {
  return Array.from({ length: count }, (_, index) => ({
    tool: `service_${index % 40}_action_${index}`,
    most: 1_000 + index,
    region: regions[index % regions.length] ?? 'eu-west',
  }));
}

export function policyFor(rules: readonly Rule[]): Policy {
  const tools = rules.map(({ tool, most, region }) => [
    tool,
    {
      require: [
        {
          conditions: [
            { path: 'args.amount', op: 'lte', value: most },
            { path: 'args.region', op: 'eq', value: region },
          ],
        },
      ],
    },
  ]);
  return { version: '1', default: 'deny', tools: Object.fromEntries(tools) };
}

/** The same with limits, as a policy of real use has them: what parse, lint and compile are measured on. */
export function fullPolicyFor(rules: readonly Rule[]): Policy {
  const policy = policyFor(rules);
  for (const { tool } of rules) {
    const ruleSet = policy.tools?.[tool];
    if (ruleSet) ruleSet.limits = [{ counter: `${tool}_rate`, window: 'minute', max: 10, scope: 'grant' }];
  }
  return policy;
}

export function toolsFor(rules: readonly Rule[]): PolicyTool[] {
  const classes = ['Read', 'Write', 'Execute', 'Financial'] as const;
  return rules.map(({ tool }, index) => ({
    name: tool,
    class: classes[index % classes.length] ?? 'Read',
    inputSchema: {
      type: 'object',
      properties: {
        amount: { type: 'number' },
        region: { type: 'string', enum: regions },
        note: { type: 'string' },
      },
      required: ['amount', 'region'],
    },
  }));
}

/** Calls over all tools in no order, half of them within the rules. The same on every machine. */
export function callsFor(rules: readonly Rule[], count: number): (Call & Asked)[] {
  let state = 42;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const calls = Array.from({ length: count }, () => {
    const rule = rules[below(rules.length)] as Rule;
    const kind = below(4);
    const amount = kind === 0 ? rule.most + 1 + below(500) : below(rule.most);
    const region =
      kind === 1 ? (regions[(regions.indexOf(rule.region) + 1) % regions.length] ?? '') : rule.region;
    return { tool: rule.tool, arguments: { amount, region } };
  });
  // A call comes in a text of its own: nobody may know its strings by their address.
  return JSON.parse(JSON.stringify(calls));
}
