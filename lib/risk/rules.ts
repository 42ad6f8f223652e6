import type { RiskClass } from '@/lib/policy';
import { isKind, type ObjectKind } from './objects';

type Rule = { verbs: string; objects: ObjectKind[]; class: RiskClass; says: string };

// Where the object decides what a verb does. The first that fits counts.
const rules: Rule[] = [
  {
    verbs:
      'create add make send submit issue initiate execute run setup request start process approve authorise authorize schedule confirm complete do perform release post trigger',
    objects: ['money'],
    class: 'Financial',
    says: 'moves money',
  },
  {
    verbs: 'send pay settle finalize',
    objects: ['invoice'],
    class: 'Financial',
    says: 'asks for money under a bill',
  },
  { verbs: 'accept', objects: ['money', 'offer'], class: 'Financial', says: 'takes on an obligation' },
  { verbs: 'accept sign countersign', objects: ['pact'], class: 'Financial', says: 'takes on an obligation' },
  { verbs: 'confirm approve apply', objects: ['pending'], class: 'Execute', says: 'lets something run' },
  { verbs: 'confirm', objects: ['told'], class: 'Write', says: 'notes that it was understood' },
  { verbs: 'report', objects: ['filed'], class: 'Write', says: 'writes an entry' },
  { verbs: 'activate', objects: ['routine'], class: 'Execute', says: 'runs what is kept in it' },
  { verbs: 'enable', objects: ['renewal'], class: 'Financial', says: 'takes on a recurring obligation' },
  {
    verbs: 'submit execute confirm place make open close add remove swap approve claim stake unstake',
    objects: ['trade'],
    class: 'Financial',
    says: 'trades',
  },
  { verbs: 'execute claim stake unstake swap', objects: ['holding'], class: 'Financial', says: 'trades' },
  { verbs: 'charge debit', objects: ['payer'], class: 'Financial', says: 'takes money from somebody' },
  { verbs: 'issue impose levy', objects: ['fined'], class: 'Financial', says: 'makes somebody pay' },
  { verbs: 'renew', objects: ['registered'], class: 'Financial', says: 'takes on an obligation anew' },
  {
    verbs: 'place submit complete book renew reorder create make setup modify update replace',
    objects: ['order'],
    class: 'Financial',
    says: 'takes on an obligation',
  },
  {
    verbs: 'place submit confirm complete book renew reorder checkout',
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
  { verbs: 'add', objects: ['message'], class: 'Execute', says: 'reaches people' },
  { verbs: 'create publish schedule', objects: ['social'], class: 'Execute', says: 'publishes to people' },
  { verbs: 'transfer capture void claim', objects: ['money'], class: 'Financial', says: 'moves money' },
  { verbs: 'void capture settle reverse', objects: ['transaction'], class: 'Financial', says: 'moves money' },
  {
    verbs: 'send broadcast relay submit',
    objects: ['ledger'],
    class: 'Financial',
    says: 'puts a transaction on a ledger',
  },
  { verbs: 'acquire', objects: ['held'], class: 'Write', says: 'holds something for itself' },
  { verbs: 'rollback', objects: ['process'], class: 'Execute', says: 'changes what runs' },
  { verbs: 'write send type', objects: ['typed'], class: 'Execute', says: 'types into what runs' },
  {
    verbs: 'transfer swap mint burn bridge',
    objects: ['trade', 'holding'],
    class: 'Financial',
    says: 'moves tokens',
  },
  { verbs: 'mint issue', objects: ['grantable'], class: 'Write', says: 'makes something new' },
  {
    verbs: 'remove',
    objects: ['relation'],
    class: 'Write',
    says: 'takes a relation away, which can be put back',
  },
  {
    verbs: 'delete',
    objects: ['reaction'],
    class: 'Write',
    says: 'takes a reaction away, which can be put back',
  },
  { verbs: 'terminate', objects: ['ended'], class: 'Execute', says: 'stops a process' },
  {
    verbs: 'clear reset empty unset',
    objects: ['soft'],
    class: 'Write',
    says: 'clears what can be set again',
  },
  {
    verbs: 'cancel',
    objects: ['money', 'goods', 'invoice', 'order', 'event', 'offer', 'pact'],
    class: 'Destructive',
    says: 'ends for good',
  },
  {
    verbs: 'accept reject cancel start',
    objects: ['transferable'],
    class: 'Execute',
    says: 'starts or stops a transfer',
  },
  { verbs: 'generate', objects: ['media', 'secret', 'thing'], class: 'Write', says: 'makes something new' },
  { verbs: 'load', objects: ['dataset'], class: 'Write', says: 'puts data in' },
  { verbs: 'convert', objects: ['talk'], class: 'Write', says: 'changes what it is' },
  { verbs: 'scan', objects: ['plainData'], class: 'Read', says: 'looks through' },
  { verbs: 'evaluate', objects: ['code', 'screen'], class: 'Execute', says: 'runs code' },
  { verbs: 'resolve', objects: ['talk'], class: 'Write', says: 'closes' },
  { verbs: 'open', objects: ['kept'], class: 'Read', says: 'looks at what is kept' },
  { verbs: 'open', objects: ['talk'], class: 'Write', says: 'opens' },
  { verbs: 'close', objects: ['connection'], class: 'Execute', says: 'closes something that runs' },
  {
    verbs: 'apply scale rollback upgrade promote',
    objects: ['group'],
    class: 'Execute',
    says: 'changes what runs',
  },
  {
    verbs: 'pause resume unblock suspend',
    objects: ['process', 'project', 'group'],
    class: 'Execute',
    says: 'starts or stops what runs',
  },
  { verbs: 'approve reject accept', objects: ['launchable'], class: 'Execute', says: 'lets something run' },
  { verbs: 'restore', objects: ['backup'], class: 'Destructive', says: 'overwrites what is there' },
  { verbs: 'reply forward schedule submit', objects: ['message'], class: 'Execute', says: 'reaches people' },
  { verbs: 'submit upload fill', objects: ['screen'], class: 'Execute', says: 'acts on a page' },
  { verbs: 'submit', objects: ['process'], class: 'Execute', says: 'acts' },
  { verbs: 'select', objects: ['screen'], class: 'Execute', says: 'acts on a page' },
  { verbs: 'track watch', objects: ['talk'], class: 'Write', says: 'follows' },
  { verbs: 'book reserve', objects: ['travel'], class: 'Financial', says: 'takes on an obligation' },
  { verbs: 'setup provision', objects: ['process'], class: 'Execute', says: 'starts a machine' },
  { verbs: 'release', objects: ['money'], class: 'Financial', says: 'moves money' },
  { verbs: 'test', objects: ['probe'], class: 'Read', says: 'tries without changing' },
  { verbs: 'build optimize compose', objects: ['computed'], class: 'Read', says: 'computes' },
  { verbs: 'build', objects: ['made'], class: 'Write', says: 'makes something new' },
  { verbs: 'schedule', objects: ['timed'], class: 'Execute', says: 'starts something at a time' },
  {
    verbs: 'unlock lock open close turn switch toggle dim move set raise lower arm',
    objects: ['physical'],
    class: 'Execute',
    says: 'moves something in the world',
  },
  { verbs: 'pause resume skip seek', objects: ['playback'], class: 'Execute', says: 'acts on what plays' },
  { verbs: 'send', objects: ['coins'], class: 'Financial', says: 'moves tokens' },
  { verbs: 'print', objects: ['shown'], class: 'Read', says: 'shows' },
  { verbs: 'stream', objects: ['feed'], class: 'Read', says: 'follows what is reported' },
  { verbs: 'apply', objects: ['migration'], class: 'Execute', says: 'runs a migration' },
  {
    verbs: 'request order schedule',
    objects: ['ride'],
    class: 'Financial',
    says: 'orders something that is paid',
  },
  { verbs: 'upgrade extend', objects: ['tier'], class: 'Financial', says: 'takes on a larger obligation' },
  { verbs: 'withdraw', objects: ['paper'], class: 'Write', says: 'takes back what was handed in' },
  { verbs: 'log record track', objects: ['entry'], class: 'Write', says: 'writes an entry' },
  { verbs: 'transfer', objects: ['payee'], class: 'Financial', says: 'moves money' },
  { verbs: 'close', objects: ['account'], class: 'Destructive', says: 'ends for good' },
  { verbs: 'commit', objects: ['spending'], class: 'Financial', says: 'takes on an obligation' },
];

const byVerb = new Map<string, Rule[]>();
for (const rule of rules) {
  for (const verb of rule.verbs.split(' ')) byVerb.set(verb, [...(byVerb.get(verb) ?? []), rule]);
}

/** The class of a verb together with what it acts on, where that decides. */
export function ruleFor(
  lemma: string,
  objects: string[],
  from?: string,
): { class: RiskClass; says: string } | undefined {
  const head = headNoun(objects);
  if (lemma === 'remove' && from !== undefined && isKind(from, 'place')) return takenOff;
  if (head === undefined) return undefined;
  for (const rule of byVerb.get(lemma) ?? []) {
    // A draft binds nobody yet, and a token that lets somebody in is no coin.
    if (rule.class === 'Financial' && objects.includes('draft')) continue;
    if (rule.class === 'Financial' && head.startsWith('token') && objects.some((word) => lets.has(word)))
      continue;
    if (rule.objects.some((kind) => isKind(head, kind))) return rule;
  }
  if (
    (lemma === 'create' && isKind(head, 'sale') && isAlone(objects)) ||
    (lemma === 'subscribe' && head === 'plan')
  )
    return subscription;
  return undefined;
}

const lets = new Set(
  'access lease auth api session bearer refresh invite login id jwt oauth personal'.split(' '),
);

const subscription = { class: 'Financial', says: 'takes on a recurring obligation' } as const;

const takenOff = { class: 'Write', says: 'takes off a list, which can be put back' } as const;

// `create_subscription` is a sale; `create_webhook_subscription` is not.
function isAlone(objects: string[]): boolean {
  return objects.every(
    (word) => isKind(word, 'sale') || ['a', 'new', 'paid', 'the', 'customer', 'for'].includes(word),
  );
}

/** An order that is changed was made before: on a market it binds anew. */
export const amends: ReadonlySet<string> = new Set(['update', 'modify', 'replace']);

const fillers = new Set(
  'id ids batch bulk async sync all many multiple single new by v v1 v2 v3 a an the now this specified given'.split(
    ' ',
  ),
);

/** The noun that a phrase is about, its last: `payment link` is a link. */
export function headNoun(objects: string[]): string | undefined {
  for (let i = objects.length - 1; i >= 0; i--) {
    const word = objects[i] as string;
    if (!fillers.has(word)) return word;
  }
  return undefined;
}

// Commands of well-known tools whose verb alone misleads.
const commands: { [riskClass in RiskClass]?: string } = {
  Read: 'open rate,open rates,open interest,audit trail,audit log,git log,git show,git status,git diff,git blame,git reflog,terraform plan,helm template,helm list,helm status,docker ps,docker logs,docker inspect,kubectl get,kubectl describe,kubectl logs,compose ps,compose logs,compose config,compose images,compose top,dry run,npm view,pip show',
  Write:
    'git fetch,git track,git pull,git push,git add,git commit,docker pull,docker push,docker tag,issue write,git remote',
  Execute:
    'helm install,helm upgrade,helm rollback,kubectl apply,kubectl exec,terraform apply,docker run,docker build,compose up,compose down,compose start,compose stop,compose restart,compose run,compose exec,compose build,npm install,pip install,browser drop,and drop,drag drop,make call,hang up,turn on,turn off,switch on,switch off,power on,power off,charge start,charge stop,start charge,stop charge,http request,api request,make request,send request,raw request,place call,port forward',
  Destructive:
    'git clean,git reset,git rm,git gc,terraform destroy,helm uninstall,helm delete,docker prune,docker rm,docker rmi,system prune,force push,factory reset,format volume,format disk,format drive,format partition,format card,format device',
  Financial:
    'place order,place bet,place bid,send money,send payment,top up,cash out,check out,take payment,make payment,pay invoice',
};
const commandClasses = new Map<string, RiskClass>();
for (const [riskClass, list] of Object.entries(commands)) {
  for (const command of list.split(',')) commandClasses.set(command, riskClass as RiskClass);
}

/** The class of two words that belong together, such as `git fetch`. */
export function commandClass(first: string, second: string): RiskClass | undefined {
  return commandClasses.get(`${first} ${second}`);
}
