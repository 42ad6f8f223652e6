import { registryAnswer } from '@/app/v0.1/answer';
import { asksForDeleted } from '@/app/v0.1/deleted';
import { segmentOf } from '@/app/v0.1/segment';
import { registryVersions } from '@/lib/registry';

type Context = { params: Promise<{ name: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return registryAnswer(request, async () =>
    registryVersions(segmentOf((await params).name), asksForDeleted(request)),
  );
}
