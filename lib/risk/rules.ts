import type { RiskClass } from '@/lib/policy';
import { isKind, type ObjectKind } from './objects';

type Rule = { verbs: string; objects: ObjectKind[]; class: RiskClass; says: string };

// Where the object decides what a verb does. The first that fits counts.
const rules: Rule[] = [
  {
    verbs: 'create add make send submit issue initiate execute request',
    objects: ['money'],
    class: 'Financial',
    says: 'moves money',
  },
  {
    verbs: 'submit execute confirm place make open close add remove swap approve claim modify',
    objects: ['trade'],
    class: 'Financial',
    says: 'trades',
  },
  {
    verbs: 'place submit confirm complete book reserve renew purchase reorder checkout pay',
    objects: ['goods'],
    class: 'Financial',
    says: 'takes on an obligation',
  },
  {
    verbs: 'create',
    objects: ['message', 'launchable'],
    class: 'Execute',
    says: 'starts something or reaches people',
  },
  { verbs: 'create publish schedule', objects: ['social'], class: 'Execute', says: 'publishes to people' },
  { verbs: 'transfer capture void claim', objects: ['money'], class: 'Financial', says: 'moves money' },
  { verbs: 'transfer swap mint burn bridge', objects: ['trade'], class: 'Financial', says: 'moves tokens' },
  {
    verbs: 'remove',
    objects: ['relation'],
    class: 'Write',
    says: 'takes a relation away, which can be put back',
  },
  { verbs: 'delete', objects: [], class: 'Destructive', says: 'deletes' },
  { verbs: 'terminate', objects: ['process'], class: 'Execute', says: 'stops a process' },
  { verbs: 'clear reset empty', objects: ['soft'], class: 'Write', says: 'clears what can be set again' },
  { verbs: 'cancel', objects: ['money', 'goods'], class: 'Destructive', says: 'ends for good' },
  { verbs: 'generate', objects: ['media', 'secret'], class: 'Write', says: 'makes something new' },
  { verbs: 'scan', objects: ['plainData'], class: 'Read', says: 'looks through' },
  { verbs: 'query', objects: [], class: 'Read', says: 'asks' },
  { verbs: 'evaluate', objects: ['code', 'screen'], class: 'Execute', says: 'runs code' },
  { verbs: 'resolve', objects: ['talk'], class: 'Write', says: 'closes' },
  { verbs: 'open', objects: ['talk'], class: 'Write', says: 'opens' },
  { verbs: 'close', objects: ['connection'], class: 'Execute', says: 'closes something that runs' },
  { verbs: 'apply scale rollback upgrade', objects: ['group'], class: 'Execute', says: 'changes what runs' },
  { verbs: 'approve reject accept', objects: ['launchable'], class: 'Execute', says: 'lets something run' },
  { verbs: 'restore', objects: ['backup'], class: 'Destructive', says: 'overwrites what is there' },
  { verbs: 'reply forward schedule submit', objects: ['message'], class: 'Execute', says: 'reaches people' },
  { verbs: 'submit', objects: ['screen', 'process'], class: 'Execute', says: 'acts' },
  { verbs: 'select', objects: ['screen'], class: 'Execute', says: 'acts on a page' },
  { verbs: 'track watch', objects: ['talk'], class: 'Write', says: 'follows' },
  { verbs: 'book reserve', objects: ['travel'], class: 'Financial', says: 'takes on an obligation' },
  { verbs: 'setup provision', objects: ['process'], class: 'Execute', says: 'starts a machine' },
  { verbs: 'release', objects: ['money'], class: 'Financial', says: 'moves money' },
];

const byVerb = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const verb of rule.verbs.split(' ')) byVerb.set(verb, [...(byVerb.get(verb) ?? []), rule]);
}

/** The class of a verb together with the words that it acts on, where they decide; the last object is the head noun. */
export function ruleFor(lemma: string, objects: string[]): { class: RiskClass; says: string } | undefined {
  for (const rule of byVerb.get(lemma) ?? []) {
    if (rule.objects.some((kind) => objects.some((word) => isKind(word, kind)))) return rule;
  }
  return undefined;
}
