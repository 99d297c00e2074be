package io.balsa.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.balsa.api.Membership;
import io.balsa.spi.Recovered;
import java.util.List;
import org.junit.jupiter.api.Test;

/** §6: the latest configuration in the log is in force, committed or not. */
class ConfigurationsTest {
    private static final Membership THREE = Scripted.members(3);
    private static final Membership FOUR = Scripted.members(4);
    private static final Membership FIVE = Scripted.members(5);

    private final Configurations configurations = new Configurations(THREE, Recovered.empty(1));

    @Test
    void beginsWithTheInitialMembersWhileTheLogNamesNone() {
        assertThat(configurations.membership()).isEqualTo(THREE);
        assertThat(configurations.isFromLog()).isFalse();
        assertThat(configurations.index()).isZero();
    }

    @Test
    void takesTheLatestOfTheRecoveredLog() {
        Recovered recovered = new Recovered(1, 1, 0, 1, 9, 9, 0, List.of(), List.of(at(2, FOUR), at(7, FIVE)));
        Configurations found = new Configurations(THREE, recovered);
        assertThat(found.membership()).isEqualTo(FIVE);
        assertThat(found.index()).isEqualTo(7);
        assertThat(found.truncateFrom(7)).isTrue();
        assertThat(found.membership()).isEqualTo(FOUR);
    }

    private static Recovered.ConfigurationEntry at(long index, Membership membership) {
        return new Recovered.ConfigurationEntry(index, MembershipCodec.encode(membership));
    }

    @Test
    void restoresExactlyTheOneBeforeOnTruncation() {
        configurations.append(3, FOUR);
        configurations.append(8, FIVE);
        assertThat(configurations.truncateFrom(9)).isFalse();
        assertThat(configurations.membership()).isEqualTo(FIVE);
        assertThat(configurations.truncateFrom(4)).isTrue();
        assertThat(configurations.membership()).isEqualTo(FOUR);
        assertThat(configurations.quorum().isVoter(5)).isFalse();
        assertThat(configurations.truncateFrom(1)).isTrue();
        assertThat(configurations.membership()).isEqualTo(THREE);
        assertThat(configurations.isFromLog()).isFalse();
    }

    @Test
    void restoresOverSeveralAtOnce() {
        configurations.append(3, FOUR);
        configurations.append(8, FIVE);
        assertThat(configurations.truncateFrom(2)).isTrue();
        assertThat(configurations.membership()).isEqualTo(THREE);
    }

    @Test
    void refusesAConfigurationOutOfOrder() {
        configurations.append(3, FOUR);
        assertThatThrownBy(() -> configurations.append(3, FIVE)).isInstanceOf(BrokenInvariantException.class);
    }
}
