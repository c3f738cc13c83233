using System.Text;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Recordings;

public sealed class SideFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void AFileOfAsManyBytesAsAreTakenIsReadAndALongerOneIsRefused()
    {
        File.WriteAllBytes(_path, new byte[1000]);
        Assert.Equal(1000, SideFile.ReadBytes(_path, 1000).Length);
        RecordingFormatException refused = Assert.Throws<RecordingFormatException>(() => SideFile.ReadBytes(_path, 999));
        Assert.Equal("the file as a whole", refused.Place);
        Assert.NotNull(refused.Remedy);
    }

    [Fact]
    public void ADeviceWithoutAnEndIsRefusedAndNotRead()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero here.");
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Throws<RecordingFormatException>(() => SideFile.ReadLines("/dev/zero"));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }

    [Fact]
    public void LinesAreReadWithOrWithoutAMark()
    {
        File.WriteAllText(_path, "ä\nb\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(["ä", "b"], SideFile.ReadLines(_path));
        File.WriteAllBytes(_path, [0xff]);
        Assert.Equal("UTF-8", Assert.Throws<RecordingFormatException>(() => SideFile.ReadLines(_path)).Expected);
    }
}
