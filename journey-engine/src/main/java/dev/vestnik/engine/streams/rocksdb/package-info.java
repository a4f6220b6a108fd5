/** RocksDB under the stores: batches, memory, options. */
@NullMarked
package dev.vestnik.engine.streams.rocksdb;

import org.jspecify.annotations.NullMarked;
