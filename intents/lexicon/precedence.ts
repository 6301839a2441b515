/**
 * A message that names two troubles takes the one that stops the participant now. For each intent: what is often told beside it and
 * gives way to it.
 */
const purpose = ['claim_how', 'balance_check', 'office_contact'] as const;
const cause = ['app_update'] as const;

export const aside: { readonly [intent: string]: readonly string[] } = {
  account_blocked: ['login_failed', ...purpose],
  device_linked: ['login_failed'],
  otp_problem: ['login_failed', 'registration', ...purpose],
  login_failed: [...cause, ...purpose, 'server_error'],
  registration: [...cause, ...purpose, 'server_error'],
  contact_changed: ['login_failed'],
  app_crash: [...cause, ...purpose, 'server_error', 'login_failed'],
  app_slow: [...cause, ...purpose],
  server_error: [...cause, ...purpose],
  app_update: [...purpose],
  maintenance: [...purpose],
  balance_missing: ['balance_check', ...cause],
  connection_problem: [...purpose],
  device_unsupported: [...cause],
  data_mismatch: [...purpose, 'data_update'],
  card_number: [...purpose],
  face_verification: ['data_update', ...purpose, 'server_error', ...cause],
  data_update: [...purpose],
  bank_account: [...purpose, 'data_update'],
  claim_rejected: ['claim_how', 'office_contact'],
  claim_status: ['claim_how', 'office_contact'],
  membership_status: ['claim_how'],
  other_program: ['balance_check'],
  human_agent: ['office_contact'],
  complaint: ['complaint'],
  closing: ['closing'],
};
