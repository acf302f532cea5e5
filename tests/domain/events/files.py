"""What the commands about files and images publish."""

from gremienwerk.domain.files.commands.add_image import ImageUpload, add_image
from gremienwerk.domain.files.commands.edit_image import ImageDetails, edit_image
from gremienwerk.domain.files.commands.publish_file import publish_file
from gremienwerk.domain.files.commands.store_file import Upload, store_file
from gremienwerk.domain.files.commands.withdraw_file import withdraw_file
from tests.domain.events.call import SVG, call
from tests.factories.bodies import BodyFactory
from tests.factories.files import FileFactory, ImageFactory


def _image():
    return ImageUpload("wuerfel", "w.svg", SVG, author="A", license="CC0", alt_text="Drei Würfel")


CASES = {
    store_file: (lambda: call(BodyFactory(), Upload("a.txt", b"Hallo")), ["files.stored"]),
    publish_file: (lambda: call(FileFactory(published_at=None)), ["files.published"]),
    withdraw_file: (lambda: call(FileFactory()), ["files.withdrawn"]),
    add_image: (lambda: call(_image()), ["files.image_added"]),
    edit_image: (
        lambda: call(ImageFactory(), ImageDetails("B", "CC BY 4.0", "Drei bunte Würfel")),
        ["files.image_edited"],
    ),
}
