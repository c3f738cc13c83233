using System.Security.Cryptography;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>Real recordings as their makers wrote them; the facts are those of the SOURCE.txt beside each.</summary>
public sealed class RealCsvRecordingTests
{
    [Theory]
    [InlineData("emggo/emggo_ta_250hz.csv", null, 250, 137_420, "TA")]
    [InlineData("mhealthtools_tremor/rest_tremor_data.csv", null, 92.77, 862, "ua,g,gyr")]
    [InlineData("mhealthtools_tremor/kinetic_tremor_data.csv", null, 92.77, 869, "ua,g,gyr")]
    [InlineData("pdkit_samples/mpower_tremor.csv", null, 102.6, 1952, "acc")]
    [InlineData("pdkit_samples/kinetic_tremor_left_hand.csv", null, 49.99, 1500, "acc,ch5")]
    [InlineData("pfizer_wrist/sample_wrist_accelerometer_data.csv", null, 100, 12_000, "acc")]
    [InlineData("paradigma_ppp/gyroscope_100hz.csv", null, 100, 73_079, "gyr")]
    [InlineData("biosppy/emg.txt", null, 1000, 100_000, "EMG")]
    [InlineData("biosppy/emg_1.txt", null, 1000, 63_880, "EMG")]
    [InlineData("biosppy/acc.txt", null, 100, 2000, "acc")]
    [InlineData("myo_readings/35622-1_6.txt", 200.0, 200, 12_000, "ch1,ch2,ch3,ch4,ch5,ch6,ch7,ch8,ch9")]
    [InlineData("uci_lower_limb/5Npie.txt", 1000.0, 1000, 15_260, "RF,BF,VM,ST,FX")]
    [InlineData("uci_lower_limb/3Apie.txt", 1000.0, 1000, 22_124, "Recto Femoral,Biceps Femoral,Vasto Medial,EMG Semitendinoso,Flexo-Extension")]
    [InlineData("ekowa_simulated/signals.csv", 1000.0, 1000, 23_946, "trial0,trial1,trial2,trial3,trial4,trial5,trial6,trial7,trial8,trial9")]
    public void RateLengthAndChannelsAreThoseOfTheSource(string file, double? statedRate, double rate, int rows, string channels)
    {
        string path = TestData.RealRecording(file);
        using RecordingReader reader = RecordingFile.Open(path, new RecordingOptions { SampleRate = statedRate });
        ReadRecording read = ReadRecording.From(reader);
        Assert.Equal(rate, read.SampleRate, rate * 5e-4);
        Assert.All(read.Signals, signal => Assert.Equal(rows, signal.Length));
        Assert.Equal(channels, string.Join(',', read.Channels.Select(channel => channel.Name)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), read.Sha256);
    }

    [Theory]
    [InlineData("emggo/emggo_ta_250hz.csv")]
    [InlineData("mhealthtools_tremor/rest_tremor_data.csv")]
    [InlineData("pdkit_samples/mpower_tremor.csv")]
    [InlineData("pfizer_wrist/sample_wrist_accelerometer_data.csv")]
    [InlineData("paradigma_ppp/gyroscope_100hz.csv")]
    public void AnUnbrokenRecordingIsOneSegment(string file)
    {
        using RecordingReader reader = RecordingFile.Open(TestData.RealRecording(file));
        Assert.Single(ReadRecording.From(reader).Segments);
    }

    [Fact]
    public void PaddingWithNaNComesOutAsMissingSamples()
    {
        using RecordingReader reader = RecordingFile.Open(
            TestData.RealRecording("ekowa_simulated/signals.csv"), new RecordingOptions { SampleRate = 1000 });
        ReadRecording read = ReadRecording.From(reader);
        Assert.Contains(read.Signals, signal => double.IsNaN(signal[^1]));
        Assert.Contains(read.Signals, signal => !double.IsNaN(signal[^1]));
    }
}
