import { serve } from '@/app/api/v1/operation';
import { listGrantsOperation, makeGrant } from '@/app/api/v1/operations/grants';

export const GET = serve(listGrantsOperation);
export const POST = serve(makeGrant);
