using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Hypnograms;
using MyoclonusSignal.Sleep;
using MyoclonusSignal.Tests.Recordings.Edf;

namespace MyoclonusSignal.Tests.Recordings;

/// <summary>Sleep stages in the forms in which scorers and programs give them.</summary>
public sealed class HypnogramTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void OneLabelALineIsOneEpochALine() => Assert.Equal(
        [new(0, 30, SleepStage.Wake), new(30, 30, SleepStage.N1), new(60, 30, SleepStage.N3), new(90, 30, SleepStage.Rem), new(120, 30, SleepStage.Unscored)],
        Read("W\nN1\nS4\nREM\n?\n"));

    [Fact]
    public void TheLengthOfAnEpochMayBeStated() =>
        Assert.Equal([new(0, 20, SleepStage.N2), new(20, 20, SleepStage.N2)], Read("N2\nN2\n", new HypnogramOptions { EpochSeconds = 20 }));

    [Fact]
    public void NumbersWithoutANamedSchemeAreRefused()
    {
        RecordingFormatException fault = Fault("W\n4\n");
        Assert.Equal(("line 2", "\"4\""), (fault.Place, fault.Found));
        Assert.Contains("RecordingOptions.HypnogramScheme edf|profusion|yasa", fault.Remedy!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edf", SleepStage.N3, SleepStage.Rem)]
    [InlineData("profusion", SleepStage.N3, SleepStage.Rem)]
    [InlineData("YASA", SleepStage.Rem, null)]
    public void TheNumberFourMeansWhatTheNamedSchemeSays(string scheme, SleepStage four, SleepStage? five)
    {
        HypnogramOptions options = new() { Scheme = StageScheme.Find(scheme) };
        Assert.Equal(four, Assert.Single(Read("4\n", options)).Stage);
        if (five is null)
        {
            Assert.Throws<RecordingFormatException>(() => Read("5\n", options));
        }
        else
        {
            Assert.Equal(five, Assert.Single(Read("5\n", options)).Stage);
        }
    }

    [Theory]
    [InlineData("onset\tduration\ttrial_type\n0\t30\tW\n30\t60\tN2\n45\t2\tarousal\n")]
    [InlineData("onset,duration,stage\n0,30,Sleep stage W\n30,60,Stage 2\n")]
    [InlineData("stage;onset;duration\nWAKE;0;30\nnrem2;30;60\n")]
    public void ATableHasOnsetDurationAndStage(string text) =>
        Assert.Equal([new(0, 30, SleepStage.Wake), new(30, 60, SleepStage.N2)], Read(text));

    [Fact]
    public void ATableOfStagesWithAnotherWordIsRefused() => Assert.Equal("line 3", Fault("onset,duration,stage\n0,30,W\n30,30,coffee\n").Place);

    [Theory]
    [InlineData("class\tinstance\tchannel\tstart\tstop\tmeta\nN1\t.\t.\t0\t30\t.\nN2\t.\t.\t30\t+30\tx=1\nR\t.\t.\te:3\te:4\t.\narousal\t.\tC3\t5\t7\t.\n")]
    [InlineData("# Luna\nN1\t.\t0\t30\nN2\t.\t30\t...\nR\t.\t60\t120\n")]
    [InlineData("N1\t0\t30\nN2\t30\t60\nR\t60\t120\n")]
    [InlineData("class\tinstance\tchannel\tstart\tstop\tmeta\nN1\t.\t.\t23:59:30\t00:00:00\t.\nN2\t.\t.\t00:00:00\t00:00:30\t.\nR\t.\t.\t00:00:30\t00:01:30\t.\n")]
    public void LunasAnnotationsHaveStagesAmongOthers(string text) => Assert.Equal(
        [new(0, 30, SleepStage.N1), new(30, 30, SleepStage.N2), new(60, 60, SleepStage.Rem)],
        Read(text, new HypnogramOptions { RecordingStart = new DateTime(2021, 3, 2, 23, 59, 30) }));

    [Fact]
    public void AnnotationsOfLunaHaveClassChannelOnsetAndDuration()
    {
        string path = _path + ".annot";
        File.WriteAllText(path, "# made by hand\nclass\tinstance\tchannel\tstart\tstop\tmeta\nLM:left\t1\tEMG LAT\t149.33\t+1.1\t.\nlights_off\t.\t.\t2.5\t.\t.\nN2\t.\t.\te:2\t.\t.\n");
        try
        {
            Assert.Equal(
                [new(2.5, 0, "lights_off"), new(30, 30, "N2"), new(149.33, 1.1, "LM:left", "EMG LAT")],
                AnnotationFile.Read(path).Select(annotation => annotation with { DurationSeconds = Math.Round(annotation.DurationSeconds!.Value, 9) }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void AClockTimeNeedsTheStartOfTheRecording() =>
        Assert.Contains("start of the recording", Fault("class\tinstance\tchannel\tstart\tstop\tmeta\nN1\t.\t.\t23:59:30\t.\t.\n").Expected, StringComparison.Ordinal);

    [Fact]
    public void TheAnnotationsOfAnEdfAreAHypnogram()
    {
        File.WriteAllBytes(_path, new EdfBuilder { Mark = "EDF+C", RecordSeconds = "0" }.With(EdfBuilder.Signal.Annotations(200))
            .Record([EdfBuilder.Lists(
                0,
                EdfBuilder.List("+0", "30", "Sleep stage W"),
                EdfBuilder.List("+30", "30", "Sleep stage N1"),
                EdfBuilder.List("+60", "30", "Sleep stage R"),
                EdfBuilder.List("+61", "10", "Limb movement"))]).ToBytes());
        Assert.Equal([new(0, 30, SleepStage.Wake), new(30, 30, SleepStage.N1), new(60, 30, SleepStage.Rem)], HypnogramFile.Read(_path));
    }

    [Theory]
    [InlineData("02.03.21", "22.15.30", 0)]
    [InlineData("02.03.21", "22.20.30", 300)]
    [InlineData("02.03.21", "22.14.00", -90)]
    [InlineData("03.03.21", "00.15.30", 7200)]
    [InlineData("01.01.85", "00.15.30", 7200)]
    [InlineData("01.01.85", "00.00.00", 0)]
    public void StagesAndAnnotationsOfAnEdfAreOnTheClockOfTheRecording(string date, string time, double shift)
    {
        File.WriteAllBytes(_path, new EdfBuilder { Mark = "EDF+C", RecordSeconds = "0", Date = date, Time = time, Recording = "Startdate X X X X" }
            .With(EdfBuilder.Signal.Annotations(200))
            .Record([EdfBuilder.Lists(0, EdfBuilder.List("+30", "30", "Sleep stage R"))]).ToBytes());
        HypnogramOptions options = new() { RecordingStart = new DateTime(2021, 3, 2, 22, 15, 30) };
        Assert.Equal(30 + shift, Assert.Single(HypnogramFile.Read(_path, options)).OnsetSeconds);
        Assert.Equal(30 + shift, Assert.Single(AnnotationFile.Read(_path, options)).OnsetSeconds);
        Assert.Equal(30, Assert.Single(HypnogramFile.Read(_path)).OnsetSeconds);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-900)]
    public void AHypnogramOfAnotherTimeIsRefused(double onset)
    {
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(
            () => HypnogramFile.ThrowIfNotOf(_path, [new SleepEpoch(onset, 900, SleepStage.N2)], 900));
        Assert.Contains("between 0 and 900 s", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryThatHoldsManyEpochsAllowsNoMoreThanOneToBeMissing()
    {
        SleepEpoch[] part = [new(0, 300, SleepStage.Wake), new(300, 400, SleepStage.N2)];
        Assert.Equal("700 s", Assert.Throws<RecordingFormatException>(() => HypnogramFile.ThrowIfNotOf(_path, part, 900)).Found);
        HypnogramFile.ThrowIfNotOf(_path, part, 730);
        HypnogramFile.ThrowIfNotOf(_path, part, 760, epochSeconds: 60);
    }

    [Fact]
    public void WhatIsNotScoredMayReachBeyondTheEnd()
    {
        SleepEpoch[] epochs = [new(0, 900, SleepStage.Wake), new(900, 5000, SleepStage.Unscored)];
        HypnogramFile.ThrowIfNotOf(_path, epochs, 900);
        Assert.Throws<RecordingFormatException>(() => HypnogramFile.ThrowIfNotOf(_path, epochs, 800));
    }

    [Fact]
    public void StagesThatOverlapAreTold()
    {
        List<RecordingWarning> warnings = [];
        File.WriteAllText(_path, "onset\tduration\tstage\n300\t600\tN2\n0\t600\tW\n900\t30\tR\n");
        Assert.Equal(3, HypnogramFile.Read(_path, warnings: warnings).Count);
        Assert.Equal(("stages-overlap", 300.0), (Assert.Single(warnings).Code, warnings[0].StartSeconds));
        File.WriteAllText(_path, "W\nN1\nN2\n");
        warnings.Clear();
        HypnogramFile.Read(_path, warnings: warnings);
        Assert.Empty(warnings);
    }

    [Fact]
    public void TheScoringOfARealNightCoversIt()
    {
        string path = TestData.RealRecording("stagpoint_psg/female57_scoring.edf");
        IReadOnlyList<SleepEpoch> epochs = HypnogramFile.Read(path);
        Assert.Equal(16, epochs.Count);
        Assert.Equal(900, epochs.Sum(epoch => epoch.DurationSeconds), 1e-6);
        HypnogramFile.ThrowIfNotOf(path, epochs, 900);
    }

    [Fact]
    public void AHypnogramOfAnotherLengthIsToldWithBothLengths()
    {
        IReadOnlyList<SleepEpoch> epochs = Read("W\nW\nW\nW\n");
        HypnogramFile.ThrowIfNotOf(_path, epochs, 100);
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => HypnogramFile.ThrowIfNotOf(_path, epochs, 900));
        Assert.Equal(("900 s, the end of the recording, within one epoch", "120 s"), (fault.Expected, fault.Found));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("class\tinstance\tchannel\tstart\tstop\tmeta\narousal\t.\tC3\t5\t7\t.\n")]
    public void AFileWithoutStagesIsRefused(string text) => Assert.Equal("none", Fault(text).Found);

    private IReadOnlyList<SleepEpoch> Read(string text, HypnogramOptions? options = null)
    {
        File.WriteAllText(_path, text);
        return HypnogramFile.Read(_path, options);
    }

    private RecordingFormatException Fault(string text) => Assert.Throws<RecordingFormatException>(() => Read(text));
}
