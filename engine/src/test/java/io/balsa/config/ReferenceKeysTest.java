package io.balsa.config;

class ReferenceKeysTest extends ReferenceKeys {}
