/**
 * Files that people ask for and fetch by a link: {@code Exports} builds and keeps them, {@code DownloadFeature} hands them out. A
 * feature that exports something calls {@code Exports.start} with an {@code ExportOrder}, whatever the file holds.
 */
@NullMarked
package dev.zta.server.exports;

import org.jspecify.annotations.NullMarked;
