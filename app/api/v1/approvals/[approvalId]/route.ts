import { serve } from '@/app/api/v1/operation';
import { answerApproval, getApprovalOperation } from '@/app/api/v1/operations/decisions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getApprovalOperation, answerApproval);
