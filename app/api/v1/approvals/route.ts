import { serve } from '@/app/api/v1/operation';
import { listApprovalsOperation } from '@/app/api/v1/operations/decisions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listApprovalsOperation);
