package dev.plenum.signin;

import dev.plenum.platform.graphql.Refusal;

/**
 * A refresh token is not valid any more.
 */
record SignInEnded() implements Refusal {

}
