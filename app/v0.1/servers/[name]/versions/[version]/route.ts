import { registryAnswer } from '@/app/v0.1/answer';
import { asksForDeleted } from '@/app/v0.1/deleted';
import { segmentOf } from '@/app/v0.1/segment';
import { registryVersion } from '@/lib/registry';

type Context = { params: Promise<{ name: string; version: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return registryAnswer(request, async () => {
    const { name, version } = await params;
    return registryVersion(segmentOf(name), segmentOf(version), asksForDeleted(request));
  });
}
