//! The bundled server on loopback: a CRM, orders and tickets, with customers who make it misbehave.
