using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class SimulatorTests
{
    public static TheoryData<SimulationScenario> Scenarios => [.. Enum.GetValues<SimulationScenario>()];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void TheSameSeedGivesTheSameBits(SimulationScenario scenario)
    {
        SimulationOptions options = SimulationScenarios.Create(scenario, 20, 3) with { SampleRate = 500 };
        SimulatedRecording first = Simulator.Generate(options);
        SimulatedRecording second = Simulator.Generate(options);
        Assert.Equal(first.Truth, second.Truth);
        Assert.Equal(first.Disturbances, second.Disturbances);
        for (int signal = 0; signal < first.Signals.Count; signal++)
        {
            Assert.Equal(Bits(first.Signals[signal].Samples), Bits(second.Signals[signal].Samples));
        }

        SimulatedRecording other = Simulator.Generate(options with { Seed = 4 });
        Assert.NotEqual(Bits(first.Signals[0].Samples), Bits(other.Signals[0].Samples));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void EveryScenarioIsWholeAndItsTruthInOrder(SimulationScenario scenario)
    {
        Gen.Select(Gen.Double[1, 60], Gen.ULong).Sample(
            (seconds, seed) =>
            {
                SimulatedRecording recording = Simulator.Generate(
                    SimulationScenarios.Create(scenario, seconds, seed) with { SampleRate = 200 });
                Assert.All(recording.Signals, s => Assert.Equal((int)Math.Round(seconds * 200), s.Samples.Length));
                Assert.Equal(recording.Truth.OrderBy(e => e.OnsetSeconds), recording.Truth);
                Assert.All(recording.Truth, e => AssertWithin(e.OnsetSeconds, e.DurationSeconds, seconds));
                Assert.All(recording.Disturbances, e => AssertWithin(e.OnsetSeconds, e.DurationSeconds, seconds));
                foreach (IGrouping<string, TrueEvent> channel in recording.Truth.Where(e => e.Kind == EventKind.Jerk).GroupBy(e => e.Channel))
                {
                    TrueEvent[] jerks = [.. channel];
                    for (int index = 1; index < jerks.Length; index++)
                    {
                        Assert.True(jerks[index].OnsetSeconds >= jerks[index - 1].OnsetSeconds + jerks[index - 1].DurationSeconds);
                    }
                }

                return true;
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void AnIngredientLeavesTheOthersAsTheyWere()
    {
        SimulationOptions plain = new() { DurationSeconds = 10, SampleRate = 1000 };
        SimulatedRecording without = Simulator.Generate(plain);
        SimulatedRecording with = Simulator.Generate(plain with { Hum = new() { AmplitudeMicrovolts = 10, Harmonics = [] }, Ecg = new() });
        Assert.Equal(without.Truth, with.Truth);
        SimulatedRecording only = Simulator.Generate(
            plain with { Jerks = [], Channels = [new() { NoiseRms = 1e-9 }], Hum = new() { Harmonics = [] }, Ecg = new() });
        for (int index = 0; index < 10_000; index++)
        {
            Assert.Equal(
                with.Signals[0].Samples[index] - without.Signals[0].Samples[index], only.Signals[0].Samples[index], 1e-6);
        }
    }

    [Theory]
    [InlineData(EmgModel.ModulatedNoise, BurstShape.Rectangular)]
    [InlineData(EmgModel.ModulatedNoise, BurstShape.Trapezoid)]
    [InlineData(EmgModel.ModulatedNoise, BurstShape.RaisedCosine)]
    [InlineData(EmgModel.ModulatedNoise, BurstShape.FastRise)]
    [InlineData(EmgModel.MotorUnits, BurstShape.RaisedCosine)]
    public void BurstsHaveTheStatedPowerOverTheNoise(EmgModel model, BurstShape shape)
    {
        SimulatedRecording recording = Simulator.Generate(new()
        {
            DurationSeconds = 600,
            EmgModel = model,
            Jerks = [new() { RatePerMinute = 100, BurstToNoiseDb = 12, SizeSpreadDb = 0, Shape = shape, MinimumIntervalSeconds = 0.2 }],
        });
        double power = recording.Truth.Average(e => e.RmsAmplitude * e.RmsAmplitude);
        Assert.InRange(recording.Truth.Count, 850, 1050);
        Assert.Equal(12, 10 * Math.Log10(power / 25), 0.4);
    }

    [Fact]
    public void TheSampledSignalIsTheActivityPlusTheFloor()
    {
        SimulatedRecording recording = Simulator.Generate(new() { DurationSeconds = 300, Jerks = [new() { RatePerMinute = 60 }] });
        double[] samples = recording.Signals[0].Samples;
        var inside = new List<double>();
        var outside = new List<double>();
        bool[] isActive = new bool[samples.Length];
        foreach (TrueEvent jerk in recording.Truth)
        {
            // The raised cosine reaches an eighth of a duration beyond its 10 % points.
            int margin = (int)(0.2 * jerk.DurationSeconds * 2000) + 1;
            int start = (int)Math.Round(jerk.OnsetSeconds * 2000);
            int end = (int)Math.Round((jerk.OnsetSeconds + jerk.DurationSeconds) * 2000);
            Array.Fill(isActive, true, start - margin, end - start + (2 * margin));
            double rms = Math.Sqrt(samples.AsSpan(start, end - start).ToArray().Average(x => x * x));
            Assert.Equal(Math.Sqrt((jerk.RmsAmplitude * jerk.RmsAmplitude) + 25), rms, 0.25 * rms);
        }

        for (int index = 0; index < samples.Length; index++)
        {
            (isActive[index] ? inside : outside).Add(samples[index] * samples[index]);
        }

        Assert.Equal(5, Math.Sqrt(outside.Average()), 0.03);
        Assert.True(inside.Average() > 1000);
    }

    [Fact]
    public void TheBitsAreTheSameOnEveryPlatform()
    {
        // Every ingredient at once. The digest is that of the first platform this ran on (x64 Linux); it must not change.
        SimulationOptions options = SimulationScenarios.Create(SimulationScenario.Mixed, 30, 42) with
        {
            SampleRate = 1000,
            EmgModel = EmgModel.MotorUnits,
            Channels = [SimulatedChannel.Emg("emg"), SimulatedChannel.Accelerometer("acc")],
            Ecg = new(),
            NoiseChanges = [new(5, 9, 2, 1)],
            Contractions = [new() { StartSeconds = 25, SilentPeriodsPerMinute = 60 }],
            Artefacts = new() { PopsPerMinute = 10, ClipMicrovolts = 600 },
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        SimulatedRecording recording = Simulator.Generate(options);
        foreach (SimulatedSignal signal in recording.Signals)
        {
            hash.AppendData(MemoryMarshal.AsBytes<double>(signal.Samples));
        }

        Assert.Equal("aa313407353b1d2d18ef683d6be08553", Convert.ToHexStringLower(hash.GetHashAndReset())[..32]);
    }

    [Fact]
    public void OnlyArithmeticThatIeee754FixesIsUsed()
    {
        string[] sources = Directory.GetFiles(Path.Combine(TestData.RepoRoot, "src", "MyoclonusSignal", "Synthesis"), "*.cs");
        Assert.True(sources.Length > 20);
        Assert.All(sources, path => Assert.DoesNotMatch(
            @"\bMath\.(Sin|Cos|Tan|Asin|Acos|Atan|Sinh|Cosh|Tanh|Exp|Log|Pow|Cbrt|FusedMultiplyAdd|ReciprocalEstimate)",
            File.ReadAllText(path)));
    }

    private static long[] Bits(double[] samples) => [.. samples.Select(BitConverter.DoubleToInt64Bits)];

    private static void AssertWithin(double onset, double duration, double seconds) =>
        Assert.True(onset >= 0 && duration >= 0 && onset + duration <= seconds + 0.01);
}
