using MyoclonusSignal.Analysis;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>Arrays of a program's own: what they are taken for, and that the type of the numbers does not matter.</summary>
public sealed class MemoryRecordingTests
{
    private static readonly double[] Microvolts =
        Array.ConvertAll(
            Simulator.Generate(SimulationScenarios.Create(SimulationScenario.RandomJerks, 30, seed: 3)).Signals[0].Samples, sample => Math.Round(sample));

    [Fact]
    public void ArraysAreAnalysedUnderTheirNamesAndUntilTheyAreStopped()
    {
        AnalysisResult one = MyoclonusAnalyzer.Analyze<double>(Microvolts, 2000, "uV", name: "ta_left", cancellationToken: TestContext.Current.CancellationToken);
        AnalysisResult two = MyoclonusAnalyzer.Analyze<double>([Microvolts, Microvolts], 2000, "uV", names: ["ta_left", "ta_right"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["ta_left"], one.Events.Select(found => found.Channel).Distinct());
        Assert.Equal(["ta_left", "ta_right"], two.Channels.Select(channel => channel.Name));
        Assert.ThrowsAny<OperationCanceledException>(() => MyoclonusAnalyzer.Analyze<double>(Microvolts, 2000, "uV", cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MyoclonusAnalyzer.Analyze<double>(Microvolts, 0, "uV", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ASimulatedRecordingKeepsItsChannels()
    {
        SimulatedRecording simulated = Simulator.Generate(new SimulationOptions
        {
            DurationSeconds = 2,
            Channels = [SimulatedChannel.Emg("emg_ta"), SimulatedChannel.Accelerometer("acc"), SimulatedChannel.Emg("emg_tp")],
        });
        using var recording = MemoryRecording.Of(simulated);
        Assert.Equal(
            [("emg_ta", ChannelKind.Emg, "uV", "0"), ("acc", ChannelKind.Acceleration, "g", "1 2 3"), ("emg_tp", ChannelKind.Emg, "uV", "4")],
            recording.Channels.Select(channel => (channel.Name, channel.Kind, channel.Unit, string.Join(' ', channel.Signals))));
        Assert.Equal(["acc_x", "acc_y", "acc_z"], recording.Channels[1].SignalNames);
        Assert.Equal(simulated.Options.SampleRate, recording.Channels[2].SampleRate);
        Assert.Equal(simulated.Signals[4].Samples, recording.ReadAll()["emg_tp"]);
    }

    [Fact]
    public void AnArrayGivesTheSameEventsWhateverTypeItsNumbersHave()
    {
        IReadOnlyList<AnalysisEvent> expected = MyoclonusAnalyzer.Analyze(Microvolts.AsSpan(), 2000, "uV", cancellationToken: TestContext.Current.CancellationToken).Events;
        Assert.True(expected.Count > 5);
        Assert.Equal(expected, MyoclonusAnalyzer.Analyze<float>(Array.ConvertAll(Microvolts, sample => (float)sample), 2000, "uV", cancellationToken: TestContext.Current.CancellationToken).Events);
        Assert.Equal(expected, MyoclonusAnalyzer.Analyze<short>(Array.ConvertAll(Microvolts, sample => (short)sample), 2000, "uV", cancellationToken: TestContext.Current.CancellationToken).Events);
    }

    [Fact]
    public void MillivoltsAreReadAsMicrovolts()
    {
        using MemoryRecording recording = MemoryRecording.Of<double>([0.25, double.NaN], 1000, "mV");
        Assert.Equal("uV", recording.Channels[0].Unit);
        double[] read = recording.ReadAll()["emg"];
        Assert.Equal(250, read[0], 1e-9);
        Assert.True(double.IsNaN(read[1]));
    }

    [Fact]
    public void SeveralArraysAreSeveralChannels()
    {
        AnalysisResult result = MyoclonusAnalyzer.Analyze([Microvolts, Microvolts], 2000, "uV", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["emg_1", "emg_2"], result.Channels.Select(channel => channel.Name));
        Assert.Equal(result.Channels[0].Jerks!.Count, result.Channels[1].Jerks!.Count);
    }

    [Fact]
    public void ThreeAccelerationsAreOneSensorAndTwoAreTwo()
    {
        double[] axis = new double[100];
        using MemoryRecording sensor = MemoryRecording.Of([axis, axis, axis], 100, "mg");
        RecordingChannel channel = Assert.Single(sensor.Channels);
        Assert.Equal(("acc", ChannelKind.Acceleration, "g"), (channel.Name, channel.Kind, channel.Unit));
        using MemoryRecording two = MemoryRecording.Of([axis, axis], 100, "m/s^2");
        Assert.Equal(["acc_1", "acc_2"], two.Channels.Select(one => one.Name));
    }

    [Fact]
    public void AUnitThatSaysNothingIsRefusedWithThoseThatDo()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => MemoryRecording.Of<double>([0], 1000, "furlong"));
        Assert.Contains("uV", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"furlong\"", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MemoryRecording.Of<double>([0], double.NaN, "uV"));
        Assert.Throws<ArgumentException>(() => MemoryRecording.Of([new double[2], new double[3]], 1000, "uV"));
        Assert.Throws<ArgumentException>(() => MemoryRecording.Of([new double[2]], 1000, "uV", ["a", "b"]));
    }

    [Fact]
    public void AFileIsReadWholeWithItsGaps()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "time,emg [uV]\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
                FormattableString.Invariant($"{(i < 20 ? i : i + 1000) / 100.0:0.00},{i}\n"))));
            using RecordingReader reader = RecordingFile.Open(path);
            RecordingSamples samples = reader.ReadAll();
            Assert.Equal([0, 10.2], samples.Pieces.Select(piece => Math.Round(piece.StartSeconds, 9)));
            Assert.Equal(Enumerable.Range(0, 40).Select(i => (double)i), samples["emg"]);
            Assert.Contains("emg", Assert.Throws<ArgumentException>(() => samples["ecg"]).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
