using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings.Csv;

/// <summary>One test per rule of the manual on names, units, kinds and axes.</summary>
public sealed class CsvChannelTests
{
    [Theory]
    [InlineData("emg_ta [uV]", "emg_ta", "uV")]
    [InlineData("emg_ta (mV)", "emg_ta", "mV")]
    [InlineData("emg_ta [µV]", "emg_ta", "uV")]
    [InlineData("emg_ta [μV]", "emg_ta", "uV")]
    [InlineData("emg_ta_uV", "emg_ta", "uV")]
    [InlineData("acc_1_g", "acc_1", "g")]
    [InlineData("acc_1 [m/s²]", "acc_1", "m/s^2")]
    [InlineData("acc_1 [m/s^2]", "acc_1", "m/s^2")]
    [InlineData("emg_ta", "emg_ta", null)]
    [InlineData("emg_ta []", "emg_ta", null)]
    public void AUnitStandsInTheHeader(string header, string name, string? unit)
    {
        RecordingChannel channel = Assert.Single(ReadRecording.At100Hz($"{header},label\n1,0\n2,0\n").Channels.SkipLast(1));
        Assert.Equal(name, channel.Name);
        Assert.Equal(unit, channel.Unit);
    }

    [Theory]
    [InlineData("emg_ta", ChannelKind.Emg)]
    [InlineData("EMG1", ChannelKind.Emg)]
    [InlineData("TA [uV]", ChannelKind.Emg)]
    [InlineData("TA (mV)", ChannelKind.Emg)]
    [InlineData("acc", ChannelKind.Acceleration)]
    [InlineData("wrist [g]", ChannelKind.Acceleration)]
    [InlineData("wrist [m/s^2]", ChannelKind.Acceleration)]
    [InlineData("eeg_c3 [uV]", ChannelKind.Eeg)]
    [InlineData("knee [deg]", ChannelKind.Other)]
    [InlineData("ecg [mV]", ChannelKind.Other)]
    [InlineData("label", ChannelKind.Other)]
    public void NameOrUnitTellsTheKind(string header, ChannelKind kind)
    {
        ReadRecording read = ReadRecording.At100Hz($"{header},emg_other\n1,0\n2,0\n");
        Assert.Equal(kind, read.Channels[0].Kind);
        Assert.DoesNotContain(read.Warnings, warning => warning.Code == "kind-assumed");
    }

    [Fact]
    public void WhereNothingTellsAKindEmgIsAssumedAndSaidSo()
    {
        ReadRecording read = ReadRecording.At100Hz("TA\n1\n2\n");
        Assert.Equal(ChannelKind.Emg, read.Channels[0].Kind);
        RecordingWarning warning = Assert.Single(read.Warnings);
        Assert.Equal("kind-assumed", warning.Code);
        Assert.Equal("TA", warning.Channel);
    }

    [Fact]
    public void AKindThatIsAskedForWins()
    {
        RecordingOptions options = new()
        {
            SampleRate = 100,
            Kinds = new Dictionary<string, ChannelKind> { ["emg_ta"] = ChannelKind.Other },
        };
        Assert.Equal(ChannelKind.Other, ReadRecording.From("emg_ta\n1\n2\n", options).Channels[0].Kind);
    }

    [Theory]
    [InlineData("acc_x [g],acc_y [g],acc_z [g]", "acc", "g")]
    [InlineData("acc_x_g,acc_y_g,acc_z_g", "acc", "g")]
    [InlineData("acc.x,acc.y,acc.z", "acc", null)]
    [InlineData("accX,accY,accZ", "acc", null)]
    [InlineData("x,y,z", "acc", null)]
    [InlineData("wrist_left_x [m/s^2],wrist_left_y [m/s^2],wrist_left_z [m/s^2]", "wrist_left", "m/s^2")]
    public void ThreeColumnsWithOneStemAndTheEndingsXYZAreOneSensor(string header, string name, string? unit)
    {
        ReadRecording read = ReadRecording.At100Hz($"emg [uV],{header}\n9,1,2,3\n9,4,5,6\n");
        Assert.Equal(2, read.Channels.Count);
        RecordingChannel sensor = read.Channels[1];
        Assert.Equal(name, sensor.Name);
        Assert.Equal(unit, sensor.Unit);
        Assert.Equal(ChannelKind.Acceleration, sensor.Kind);
        Assert.Equal([1, 2, 3], sensor.Signals);
        Assert.Equal(3, sensor.SignalNames.Count);
        Assert.Equal([2, 5], read.Signals[sensor.Signals[1]]);
    }

    [Theory]
    [InlineData("L_acc_x,R_acc_x,L_acc_y,R_acc_y,L_acc_z,R_acc_z", "L_acc", "R_acc")]
    [InlineData("acc_x_1,acc_x_2,acc_y_1,acc_y_2,acc_z_1,acc_z_2", "acc 1", "acc 2")]
    [InlineData("wrist x,ankle x,wrist y,ankle y,wrist z,ankle z", "wrist", "ankle")]
    [InlineData("X1,X2,Y1,Y2,Z1,Z2", "acc 1", "acc 2")]
    public void OfSensorsInterleavedEachIsOne(string header, params string[] names)
    {
        ReadRecording read = ReadRecording.At100Hz($"{header}\n1,2,3,4,5,6\n7,8,9,10,11,12\n");
        Assert.Equal(names, read.Channels.Select(channel => channel.Name));
        Assert.Equal([[0, 2, 4], [1, 3, 5]], read.Channels.Select(channel => channel.Signals.ToArray()));
        Assert.All(read.Channels, channel => Assert.Equal(ChannelKind.Acceleration, channel.Kind));
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData("Ax1,Ay1,Az1,Ax2,Ay2,Az2", "acc 1", "acc 2")]
    [InlineData("ax_1,ay_1,az_1,ax_2,ay_2,az_2", "acc 1", "acc 2")]
    [InlineData("acc_x1,acc_y1,acc_z1,acc_x2,acc_y2,acc_z2", "acc 1", "acc 2")]
    [InlineData("accX1,accY1,accZ1,accX2,accY2,accZ2", "acc 1", "acc 2")]
    [InlineData("accx1,accy1,accz1,accx2,accy2,accz2", "acc 1", "acc 2")]
    [InlineData("acc1_x,acc1_y,acc1_z,acc2_x,acc2_y,acc2_z", "acc1", "acc2")]
    [InlineData("Ax_wrist,Ay_wrist,Az_wrist,Ax_ankle,Ay_ankle,Az_ankle", "acc wrist", "acc ankle")]
    [InlineData("AxL,AyL,AzL,AxR,AyR,AzR", "acc L", "acc R")]
    [InlineData("x1,y1,z1,x2,y2,z2", "acc 1", "acc 2")]
    public void TheNumberOrPlaceOfASensorMayStandBehindTheAxis(string header, params string[] names)
    {
        ReadRecording read = ReadRecording.At100Hz($"{header}\n1,2,3,4,5,6\n7,8,9,10,11,12\n");
        Assert.Equal(names, read.Channels.Select(channel => channel.Name));
        Assert.All(read.Channels, channel => Assert.Equal((ChannelKind.Acceleration, 3), (channel.Kind, channel.Signals.Count)));
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void AGyroscopeBesideEachAccelerometerIsNone()
    {
        ReadRecording read = ReadRecording.At100Hz("Ax1,Ay1,Az1,Gx1,Gy1,Gz1\n1,2,3,4,5,6\n7,8,9,10,11,12\n");
        Assert.Equal([("acc 1", ChannelKind.Acceleration), ("gyro 1", ChannelKind.Other)], read.Channels.Select(channel => (channel.Name, channel.Kind)));
    }

    [Fact]
    public void AxesApartWithOtherUnitsAreNotOneSensor() =>
        Assert.Equal(4, ReadRecording.At100Hz("acc_x [g],emg [uV],acc_y [g],acc_z [mg]\n1,2,3,4\n5,6,7,8\n").Channels.Count);

    [Fact]
    public void TheAccuracyOfASensorIsNoAcceleration() =>
        Assert.Equal(ChannelKind.Other, ReadRecording.At100Hz("accuracy,x,y,z\n3,1,2,3\n3,4,5,6\n").Channels[0].Kind);

    [Theory]
    [InlineData("gyr_x,gyr_y,gyr_z")]
    [InlineData("rot_x,rot_y,rot_z")]
    [InlineData("g_x,g_y,g_z")]
    public void ThreeAxesOfAnotherSensorAreNoAccelerometer(string header) =>
        Assert.Equal(ChannelKind.Other, ReadRecording.At100Hz($"{header},acc\n1,2,3,4\n4,5,6,7\n").Channels[0].Kind);

    [Fact]
    public void TwoAxesAreTwoChannels() =>
        Assert.Equal(["acc_x", "acc_y"], ReadRecording.At100Hz("acc_x,acc_y\n1,2\n3,4\n").Channels.Select(channel => channel.Name));

    [Fact]
    public void AnEndingWithoutASeparatorIsNoAxis() =>
        Assert.Equal(["flex", "fley", "flez"], ReadRecording.At100Hz("flex,fley,flez\n1,2,3\n3,4,5\n").Channels.Select(channel => channel.Name));

    [Fact]
    public void TheTimeAxisIsNoChannelWhereverItStands()
    {
        ReadRecording read = ReadRecording.From("emg,time_s,eeg\n1,0,2\n3,0.01,4\n");
        Assert.Equal(["emg", "eeg"], read.Channels.Select(channel => channel.Name));
        Assert.Equal([2, 4], read.Signals[1]);
    }

    [Fact]
    public void SimpleTextFormatIsReadWithRateLabelsAndUnits()
    {
        ReadRecording read = ReadRecording.From(
            "# Simple Text Format\n# Sampling Rate (Hz):= 250.00\n# Units:= mV\n# Labels:= emg_ta\temg_gm\n1\t2\n3\t4\n");
        Assert.Equal("Simple Text Format", read.Format);
        Assert.Equal(["emg_ta", "emg_gm"], read.Channels.Select(channel => channel.Name));
        Assert.All(read.Channels, channel => Assert.Equal((250, "mV"), (channel.SampleRate, channel.Unit)));
        Assert.Equal([1, 3], read.Signals[0]);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void OneUnitForEachLabelIsTaken()
    {
        ReadRecording read = ReadRecording.From(
            "# Sampling Rate (Hz):= 250\n# Units:= mV,deg\n# Labels:= emg_ta,knee\n1,2\n3,4\n");
        Assert.Equal(["mV", "deg"], read.Channels.Select(channel => channel.Unit));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData("NaN")]
    public void ARateThatIsNoneIsRefused(string rate)
    {
        RecordingFormatException fault = ReadRecording.FaultOf($"# Sampling Rate (Hz):= {rate}\nemg\n1\n2\n");
        Assert.Contains("Sampling Rate", fault.Place, StringComparison.Ordinal);
    }
}
