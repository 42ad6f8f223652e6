import { serve } from '@/app/api/v1/operation';
import { listServersOperation, registerServer } from '@/app/api/v1/operations/servers';

export const GET = serve(listServersOperation);
export const POST = serve(registerServer);
