package dev.plenum.mail;

import dev.plenum.platform.graphql.Refusal;

/** The server cannot send e-mail. */
record MailNotConfigured() implements Refusal {
}
