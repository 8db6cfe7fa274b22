/** What exists, in a database: accounts, and what they may do it with. */
@org.jspecify.annotations.NullMarked
module weir.library {
  requires static org.jspecify;
  requires transitive weir.media;
  requires com.zaxxer.hikari;
  requires flyway.core;
  requires java.sql;
  requires org.jdbi.v3.core;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  exports dev.weir.library;

  opens dev.weir.library.migrations;
}
