/**
 * Requests to addresses that clients supply, such as the origin of a programme, a webhook
 * and a push service. The client reaches public HTTPS servers only, and every request is
 * limited in time and size.
 */
@NullMarked
package dev.plenum.platform.outbound;

import org.jspecify.annotations.NullMarked;
