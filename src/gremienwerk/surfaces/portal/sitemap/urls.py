"""Where do search engines read which pages there are?"""

from django.urls import path

from gremienwerk.surfaces.portal.sitemap import views

app_name = "sitemap"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.index, name="index"),
    path("sitemap-<str:section>-<int:number>.xml", views.section, name="section"),
]
