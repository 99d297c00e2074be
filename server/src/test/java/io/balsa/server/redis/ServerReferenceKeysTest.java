package io.balsa.server.redis;

import io.balsa.config.ReferenceKeys;

class ServerReferenceKeysTest extends ReferenceKeys {}
