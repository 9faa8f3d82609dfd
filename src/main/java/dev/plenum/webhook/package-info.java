/**
 * Webhooks: organisers let the server send the public changes and the announcements of an
 * event to other servers.
 */
@NullMarked
package dev.plenum.webhook;

import org.jspecify.annotations.NullMarked;
