/**
 * E-mail to participants: invitations with their links, links that they ask for again,
 * and the news that their participation has ended.
 */
@NullMarked
package dev.plenum.mail;

import org.jspecify.annotations.NullMarked;
