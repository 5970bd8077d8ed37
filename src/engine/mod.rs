//! How a run goes: inputs, plan, send, validate, extract, outcome, reply.
