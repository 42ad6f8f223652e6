import { countEffort } from './effort';
import { expect, test } from './journey';
import { checkedPolicy } from './policy-file';
import { build, downloadPolicy, onReview } from './steps';

const samples = [
  { name: 'Everything', tool: 'echo' },
  { name: 'Filesystem', tool: 'read_text_file' },
  { name: 'Memory', tool: 'read_graph' },
];

for (const { name, tool } of samples) {
  test(`the sample ${name} becomes a downloaded policy in four clicks, with nothing typed`, async ({
    page,
    context,
  }) => {
    const effort = await countEffort(context);
    await page.goto('/servers');
    await page.getByRole('button', { name, exact: true }).click();
    await onReview(page);
    await build(page);
    const file = await downloadPolicy(page);

    expect(effort.clicks).toBeLessThanOrEqual(4);
    expect(effort.keys).toBe(0);
    expect(file.name).toMatch(/\.policy\.json$/);
    const policy = await checkedPolicy(page.request, file.text);
    expect(policy.default).toBe('deny');
    expect(Object.keys(policy.tools ?? {})).toContain(tool);
    expect(policy).not.toHaveProperty('$schema');
  });
}
