/**
 * Stands inside the broker, between its protocol and what clients send. Whoever comes over the network gets the packets that a
 * sender needs and no others: a bounded size, the name it signed in with, queues that exist. Code in the server (in-VM) is not
 * judged. Knows Artemis and nothing else, so that the same jar can stand in a broker of its own.
 */
package io.nightshift.server.broker;
