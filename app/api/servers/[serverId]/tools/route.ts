import { answer, download } from '@/app/api/answer';
import { parse, requireActor } from '@/lib/action';
import { exportTools, OfServer } from '@/lib/catalogue';

type Params = { params: Promise<{ serverId: string }> };

/** What a server offers, as a `tools/list` result with the class of each tool. */
export function GET(_request: Request, { params }: Params): Promise<Response> {
  return answer(async () => {
    const actor = await requireActor();
    const { fileName, text } = await exportTools(actor, parse(OfServer, await params));
    return download(fileName, text);
  });
}
