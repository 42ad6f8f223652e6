import { serve } from '@/app/api/v1/operation';
import { connectOperation, disconnectOperation, getConnection } from '@/app/api/v1/operations/connections';

export const POST = serve(connectOperation);
export const GET = serve(getConnection);
export const DELETE = serve(disconnectOperation);
