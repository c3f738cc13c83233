using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class SimulationOptionsTests
{
    public static TheoryData<string, SimulationOptions> Refused => new()
    {
        { "no length", new() { DurationSeconds = 0 } },
        { "length not a number", new() { DurationSeconds = double.NaN } },
        { "too long for an array", new() { DurationSeconds = 1e9 } },
        { "no rate", new() { SampleRate = 0 } },
        { "no channels", new() { Channels = [] } },
        { "a name twice", new() { Channels = [SimulatedChannel.Emg("a"), SimulatedChannel.Emg("a")] } },
        { "a name with a comma", new() { Channels = [SimulatedChannel.Emg("a,b")] } },
        { "no noise", new() { Channels = [new() { NoiseRms = 0 }] } },
        { "participation above 1", new() { Channels = [new() { Participation = 1.1 }] } },
        { "dead time above the mean", new() { Jerks = [new() { RatePerMinute = 60, MinimumIntervalSeconds = 1 }] } },
        { "bursts longer than the period", new() { Jerks = [new() { Pattern = JerkPattern.Rhythmic, FrequencyHz = 10 }] } },
        { "an unknown pattern", new() { Jerks = [new() { Pattern = (JerkPattern)9 }] } },
        { "an unknown shape", new() { Jerks = [new() { Shape = (BurstShape)9 }] } },
        { "an unknown model", new() { EmgModel = (EmgModel)9 } },
        { "shortest above longest", new() { Jerks = [new() { MinimumBurstSeconds = 0.2 }] } },
        { "end before start", new() { Jerks = [new() { StartSeconds = 5, EndSeconds = 4 }] } },
        { "a contraction beyond the end", new() { Contractions = [new() { StartSeconds = 59 }] } },
        { "contractions that overlap", new() { Contractions = [new() { StartSeconds = 5 }, new() { StartSeconds = 7 }] } },
        { "ramps longer than the contraction", new() { Contractions = [new() { RampSeconds = 2 }] } },
        { "a change that ends before it begins", new() { NoiseChanges = [new(5, 4, 2)] } },
        { "no noise left", new() { NoiseChanges = [new(5, 6, 0)] } },
        { "hum above half the rate", new() { SampleRate = 100, Hum = new() } },
        { "drift upside down", new() { Drift = new() { LowHz = 2 } } },
        { "a heart at 0", new() { Ecg = new() { RatePerMinute = 0 } } },
        { "a limb stiffer than half the rate", new() { SampleRate = 20, Channels = [SimulatedChannel.Accelerometer("a")], Limb = new() { ResonanceHz = 10 } } },
        { "counts without a step", new() { Artefacts = new() { AsCounts = true } } },
        { "a gap upside down", new() { Artefacts = new() { Gaps = [new(3, 2)] } } },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void WhatCannotBeIsRefused(string why, SimulationOptions options)
    {
        Assert.NotEmpty(why);
        Assert.ThrowsAny<ArgumentException>(() => Simulator.Generate(options));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(10_000)]
    public void EveryUsualRateWorks(double sampleRate)
    {
        foreach (EmgModel model in Enum.GetValues<EmgModel>())
        {
            SimulatedRecording recording = Simulator.Generate(new()
            {
                DurationSeconds = 20,
                SampleRate = sampleRate,
                EmgModel = model,
                Channels = [SimulatedChannel.Emg("emg"), SimulatedChannel.Accelerometer("acc")],
            });
            Assert.All(recording.Signals, signal => Assert.All(signal.Samples, x => Assert.True(double.IsFinite(x))));
            Assert.NotEmpty(recording.Truth);
        }
    }

    [Fact]
    public void OneSampleIsARecording()
    {
        SimulatedRecording recording = Simulator.Generate(new() { DurationSeconds = 0.0005 });
        Assert.Single(recording.Signals[0].Samples);
        Assert.Empty(recording.Truth);
    }

    [Fact]
    public void ScenariosRefuseWhatTheyCannotHold()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulationScenarios.Create(SimulationScenario.Mixed, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulationScenarios.Create((SimulationScenario)99));
        Assert.Throws<ArgumentNullException>(() => Simulator.Generate(null!));
    }
}
