import { serve } from '@/app/api/v1/operation';
import { listServersOperation, registerServer } from '@/app/api/v1/operations/servers';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listServersOperation, registerServer);
