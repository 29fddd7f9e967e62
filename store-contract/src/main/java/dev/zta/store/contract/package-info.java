/**
 * What every event store is held to: a naive oracle of every number, random visits, and the abstract tests that a store's
 * own test class inherits.
 */
@NullMarked
package dev.zta.store.contract;

import org.jspecify.annotations.NullMarked;
