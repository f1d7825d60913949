package recado.server.postoffice;

import recado.server.store.MessageLog;

/** What every desk of the post office works with. */
record Office(State state, Ledger ledger, Effects effects, MessageLog messageLog, Meter meter) {
  Accounts accounts() {
    return state.accounts;
  }

  Quotas quotas() {
    return state.quotas;
  }

  Groups groups() {
    return state.groups;
  }
}
