using System.Buffers.Binary;

using MyoclonusSignal.Recordings;
using MyoclonusSignal.Tests.Recordings.Csv;

namespace MyoclonusSignal.Tests.Recordings.BrainVision;

public sealed class BrainVisionReaderTests : IDisposable
{
    private const int Count = 2500;
    private readonly string _folder = Directory.CreateTempSubdirectory("brainvision").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("INT_16", "MULTIPLEXED", "NO")]
    [InlineData("INT_16", "VECTORIZED", "NO")]
    [InlineData("IEEE_FLOAT_32", "MULTIPLEXED", "NO")]
    [InlineData("IEEE_FLOAT_32", "VECTORIZED", "YES")]
    [InlineData("UINT_16", "MULTIPLEXED", "YES")]
    public void EveryFormOfSamplesIsReadInMicrovolts(string format, string orientation, string isBig)
    {
        string header = Write(format, orientation, isBig);
        foreach (string name in (string[])[header, Path.ChangeExtension(header, ".eeg"), Path.ChangeExtension(header, ".vmrk")])
        {
            using RecordingReader reader = RecordingFile.Open(name);
            Assert.Equal(("BrainVision", 500), (reader.Format, reader.Channels[0].SampleRate));
            Assert.Equal([("EMG, left", ChannelKind.Emg, "uV"), ("Cz", ChannelKind.Eeg, "uV")], reader.Channels.Select(channel => (channel.Name, channel.Kind, channel.Unit)));
            ReadRecording read = ReadRecording.From(reader, capacity: 700);
            Assert.Equal(Enumerable.Range(0, Count).Select(i => 0.5 * (i % 1000)), read.Signals[0]);
            Assert.Equal(Enumerable.Range(0, Count).Select(i => 1000.0 * (i % 300)), read.Signals[1]);
        }
    }

    [Fact]
    public void MarkersAreAnnotationsAndNewSegmentsAreGaps()
    {
        using RecordingReader reader = RecordingFile.Open(Write("INT_16", "MULTIPLEXED", "NO"));
        Assert.Equal(new DateTime(2013, 9, 13, 11, 20, 20), reader.StartTime);
        Assert.Equal([new RecordingAnnotation(0.2, null, "Stimulus/S  1"), new RecordingAnnotation(12, 0.02, "Comment/jerk", "Cz")], reader.Annotations);
        Assert.Equal([(0.0, 0), (10, 1000)], ReadRecording.From(reader).Segments);
    }

    [Fact]
    public void AHeaderWithoutItsSamplesIsRefusedWithTheRemedy()
    {
        string header = Write("INT_16", "MULTIPLEXED", "NO");
        File.Move(Path.ChangeExtension(header, ".eeg"), Path.Combine(_folder, "away"));
        RecordingFormatException fault = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(header));
        Assert.Contains("one folder", fault.Remedy, StringComparison.Ordinal);
        File.Move(Path.Combine(_folder, "away"), Path.ChangeExtension(header, ".eeg"));
        RecordingFile.Open(header).Dispose();
    }

    private string Write(string format, string orientation, string isBig)
    {
        string header = Path.Combine(_folder, "r.vhdr");
        File.WriteAllText(header, $"""
            Brain Vision Data Exchange Header File Version 1.0
            ; a comment
            [Common Infos]
            Codepage=UTF-8
            DataFile=r.eeg
            MarkerFile=$b.vmrk
            DataFormat=BINARY
            DataOrientation={orientation}
            NumberOfChannels=2
            SamplingInterval=2000
            [Binary Infos]
            BinaryFormat={format}
            UseBigEndianOrder={isBig}
            [Channel Infos]
            Ch1=EMG\1 left,,0.5,µV
            Ch2=Cz,,1,mV
            """);
        File.WriteAllText(Path.ChangeExtension(header, ".vmrk"), """
            Brain Vision Data Exchange Marker File, Version 1.0
            [Marker Infos]
            Mk1=New Segment,,1,1,0,20130913112020000000
            Mk2=Stimulus,S  1,101,1,0
            Mk3=New Segment,,1001,1,0,20130913112030000000
            Mk4=Comment,jerk,2001,10,2
            """);
        int width = format == "IEEE_FLOAT_32" ? 4 : 2;
        byte[] bytes = new byte[2 * Count * width];
        for (int i = 0; i < Count; i++)
        {
            for (int signal = 0; signal < 2; signal++)
            {
                int at = width * (orientation == "VECTORIZED" ? (signal * Count) + i : (2 * i) + signal);
                int value = signal == 0 ? i % 1000 : i % 300;
                if (width == 4)
                {
                    if (isBig == "YES")
                    {
                        BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(at), value);
                    }
                    else
                    {
                        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
                    }
                }
                else if (isBig == "YES")
                {
                    BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)value);
                }
                else
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
                }
            }
        }

        File.WriteAllBytes(Path.ChangeExtension(header, ".eeg"), bytes);
        return header;
    }
}
