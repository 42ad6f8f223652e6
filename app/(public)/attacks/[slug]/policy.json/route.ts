import { attackPattern } from '@/lib/attacks';
import { print } from '@/lib/policy';
import { nothingHere, policyFile } from '../../../head';

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const pattern = attackPattern((await params).slug);
  return pattern ? policyFile(print(pattern.policy)) : nothingHere();
}
