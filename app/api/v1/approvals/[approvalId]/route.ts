import { serve } from '@/app/api/v1/operation';
import { answerApproval, getApprovalOperation } from '@/app/api/v1/operations/decisions';

export const GET = serve(getApprovalOperation);
export const POST = serve(answerApproval);
