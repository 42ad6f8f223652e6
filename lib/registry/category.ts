/** What a server or a tool is about, told from its words. */

export const categories = [
  'ai',
  'browser',
  'business',
  'cloud',
  'code',
  'communication',
  'data',
  'database',
  'design',
  'documents',
  'files',
  'finance',
  'maps',
  'media',
  'monitoring',
  'productivity',
  'science',
  'search',
  'security',
  'other',
] as const;
export type Category = (typeof categories)[number];

export const categoryNames: Record<Category, string> = {
  ai: 'AI and models',
  browser: 'Browsers and the web',
  business: 'Sales, shops and support',
  cloud: 'Cloud and infrastructure',
  code: 'Code and repositories',
  communication: 'Mail, chat and calls',
  data: 'Data and analytics',
  database: 'Databases',
  design: 'Design and interfaces',
  documents: 'Documents and notes',
  files: 'Files and storage',
  finance: 'Money and markets',
  maps: 'Places and travel',
  media: 'Pictures, sound and video',
  monitoring: 'Monitoring and incidents',
  productivity: 'Tasks and calendars',
  science: 'Science and health',
  search: 'Search and knowledge',
  security: 'Security and identity',
  other: 'Other',
};

const lexicon: Record<Exclude<Category, 'other'>, string> = {
  ai: 'ai llm model prompt embedding openai anthropic claude gemini huggingface inference rag agent memory thought thinking token completion vector',
  browser:
    'browser page url click screenshot playwright puppeteer scrape scraping crawl crawler html dom tab navigate web website selenium fetch',
  business:
    'crm salesforce hubspot lead deal customer contact shopify product cart ecommerce store ticket zendesk campaign marketing seo ad sale erp odoo pipedrive helpdesk',
  cloud:
    'cloud aws azure gcp kubernetes k8 cluster pod helm terraform docker container vm instance lambda deploy deployment region ec2 s3 vpc dns domain cloudflare vercel namespace infrastructure iac hosting',
  code: 'code git github gitlab repository repo commit branch pull merge pipeline ci build lint compile debug issue bitbucket npm package sdk diff test function symbol ide program programming eslint',
  communication:
    'email mail gmail slack message chat channel discord telegram whatsapp sms call phone teams notification notify twilio inbox conversation meeting zoom webhook send',
  data: 'data dataset analytics chart dashboard report metric query pipeline warehouse bigquery snowflake dbt csv excel spreadsheet sheet etl visualization statistic tableau kafka airflow',
  database:
    'database sql postgre postgres mysql mongodb redis table row column schema sqlite collection index neo4j supabase clickhouse elasticsearch cassandra',
  design: 'design figma component icon color font layout ui ux canvas sketch css theme frame style prototype',
  documents:
    'document doc pdf markdown note notion confluence wiki page word docx template content obsidian article blog text translate',
  files:
    'file folder directory path drive dropbox storage upload download filesystem bucket blob archive zip disk',
  finance:
    'payment pay invoice stripe paypal bank account transaction stock market price trade trading crypto bitcoin token wallet balance currency exchange portfolio order refund tax fund coin swap defi subscription billing ledger',
  maps: 'map location place geocode route direction weather forecast flight hotel travel trip airport latitude longitude address country city booking',
  media:
    'image video audio music photo picture sound speech voice song playlist youtube spotify generate render camera transcribe transcript podcast animation 3d game scene unity blender',
  monitoring:
    'monitor monitoring log alert incident trace metric grafana prometheus datadog sentry error uptime health pagerduty span observability performance latency',
  productivity:
    'task todo calendar event schedule project board jira linear asana trello reminder sprint workflow time clickup monday meeting milestone',
  science:
    'science research paper arxiv pubmed gene protein molecule health medical patient clinical drug biology chemistry physic math calculate calculator equation genome',
  search:
    'search knowledge lookup find documentation wikipedia reference news answer fact library google bing brave context discover dictionary',
  security:
    'security vulnerability scan cve threat malware auth authentication oauth identity password secret key certificate user role permission policy okta firewall encryption ip audit compliance risk attack',
};

/** The places in `categories` of those that a word speaks for. */
const homes = new Map<string, number[]>();
for (const [category, words] of Object.entries(lexicon) as [Category, string][]) {
  for (const word of words.split(' '))
    homes.set(word, [...(homes.get(word) ?? []), categories.indexOf(category)]);
}

/**
 * The category that most of the words speak for. `names` count three times as much as `texts`; a word that speaks for
 * several is shared among them. Equal scores: the first by the alphabet.
 */
export function categoryOf(names: readonly string[], texts: readonly string[]): Category {
  const scores = new Float64Array(categories.length);
  const count = (word: string, weight: number) => {
    const of = homes.get(word);
    if (of === undefined) return;
    for (const at of of) scores[at] = (scores[at] ?? 0) + weight / of.length;
  };
  for (const name of names) count(name, 3);
  // Hardly any word has a home: only those few are asked whether they came before.
  const counted = new Set<string>();
  for (const word of texts) {
    if (!homes.has(word) || counted.has(word)) continue;
    counted.add(word);
    count(word, 1);
  }
  let best: Category = 'other';
  let most = 0.9;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    if (score <= most) continue;
    best = categories[at] ?? best;
    most = score;
  }
  return best;
}
