import { answer, download } from '@/app/api/answer';
import { parse, requireActor } from '@/lib/action';
import { DownloadPolicy, downloadPolicy } from '@/lib/control';

type Params = { params: Promise<{ policyId: string }> };

/** `?version=` left out: the newest. A text with faults is refused with them: it is no policy. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return answer(async () => {
    const actor = await requireActor();
    const version = new URL(request.url).searchParams.get('version') ?? undefined;
    const found = await downloadPolicy(actor, parse(DownloadPolicy, { ...(await params), version }));
    if (found.ok) return download(found.fileName, found.bytes);
    return Response.json({ faults: found.faults }, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  });
}
